import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { withinCaps } from '../../src/mail/caps'
import { requestMail } from '../../src/mail/outbox'
import { aLetter, anAddress, ask, at, hours, minutes, NOON } from './rows'

const day = hours(24)

/** Asks again and again, each time once the last mail was free to go; says which were promised. */
async function askAt(times: number[], kind: 'confirm' | 'links' | 'my-data' = 'confirm') {
  const letter = await aLetter()
  const to = await anAddress()
  const answers = []
  for (const [i, time] of times.entries()) {
    const letterId = kind === 'my-data' ? null : letter.id
    const signatureId = kind === 'confirm' ? `${letter.id}.${to.toKey}${i}` : undefined
    const scheduled = await ask({ asked: kind, letterId, ...to, signatureId }, time)
    answers.push(scheduled && scheduled.nextAt - time)
    await markSent(to.toKey)
  }
  return answers
}

async function markSent(toKey: string) {
  await env.DB.prepare(
    `UPDATE outbox SET state = 'sent', sent_at = next_at WHERE to_key = ? AND state = 'waiting'`
  )
    .bind(toKey)
    .run()
}

describe('a mail that was asked for', () => {
  it('goes at once the first time', async () => {
    expect(await askAt([NOON])).toEqual([0])
  })

  it('waits for what is left of a minute the second time, and of ten minutes the third', async () => {
    const waits = await askAt([NOON, NOON + 20_000, NOON + minutes(4)])

    expect(waits).toEqual([0, 40_000, minutes(7)])
  })

  it('goes at once when its spacing is over', async () => {
    expect(await askAt([NOON, NOON + minutes(2), NOON + minutes(30)])).toEqual([0, 0, 0])
  })

  it('is not promised a fourth time in 24 hours, whatever its kind', async () => {
    const letter = await aLetter()
    const to = await anAddress()
    const request = (asked: 'confirm' | 'links', i: number) =>
      ask({ asked, letterId: letter.id, ...to, signatureId: `s${i}` }, NOON + hours(i))

    const answers = []
    for (const [i, asked] of (
      ['confirm', 'links', 'confirm', 'links', 'confirm'] as const
    ).entries()) {
      answers.push((await request(asked, i)) !== null)
      await markSent(to.toKey)
    }

    expect(answers).toEqual([true, true, true, false, false])
  })

  it('is promised again once a day has passed', async () => {
    const times = [0, 1, 2, 3, 25].map((n) => NOON + hours(n))

    expect(await askAt(times)).toEqual([0, 0, 0, null, 0])
  })

  it('asks for a confirmation five times at most, ever', async () => {
    const times = [0, 2, 4, 6, 8, 10, 300].map((n) => NOON + n * day)

    expect(await askAt(times)).toEqual([0, 0, 0, 0, 0, null, null])
  })

  it('counts a confirm mail that was sent for another reason among those five', async () => {
    const letter = await aLetter()
    const to = await anAddress()
    for (const n of [0, 2, 4, 6, 8]) {
      await ask({ asked: 'links', letterId: letter.id, ...to }, NOON + n * day)
      await env.DB.prepare(`UPDATE outbox SET mail = 'confirm' WHERE to_key = ?`)
        .bind(to.toKey)
        .run()
      await markSent(to.toKey)
    }

    const sixth = { asked: 'confirm' as const, letterId: letter.id, ...to, signatureId: 's' }

    expect(await ask(sixth, NOON + 20 * day)).toBeNull()
  })

  it('reaches an address five times a day and ten times a week over all letters', async () => {
    const to = await anAddress()
    const answers = []
    for (const n of [0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 7.5]) {
      const letter = await aLetter()
      const mail = { asked: 'confirm' as const, letterId: letter.id, ...to, signatureId: 's' }
      answers.push((await ask(mail, NOON + n * day)) !== null)
    }

    const five = [true, true, true, true, true]
    expect(answers).toEqual([...five, false, ...five, false, true])
  })

  it('does not count mail that its reader answered', async () => {
    const letter = await aLetter()
    const to = await anAddress()
    const request = (i: number) =>
      ask({ asked: 'confirm', letterId: letter.id, ...to, signatureId: `s${i}` }, NOON + i)
    for (const i of [0, 1, 2]) await request(i)
    expect(await request(3)).toBeNull()

    await env.DB.prepare('UPDATE outbox SET to_key = NULL WHERE to_key = ?').bind(to.toKey).run()

    expect(await request(4)).toMatchObject({ nextAt: NOON + 4 })
  })

  it('does not stand in the way of another address', async () => {
    const letter = await aLetter()
    const mail = { asked: 'links' as const, letterId: letter.id }
    await ask({ ...mail, ...(await anAddress()) }, NOON)

    expect(await ask({ ...mail, ...(await anAddress()) }, NOON)).toMatchObject({ nextAt: NOON })
  })

  it.each(['links', 'my-data'] as const)(
    'is promised once while the same %s mail waits',
    async (asked) => {
      const to = await anAddress()
      const letter = await aLetter()
      const mail = { asked, letterId: asked === 'links' ? letter.id : null, ...to }
      await ask(mail, NOON)
      await markSent(to.toKey)

      expect(await ask(mail, NOON + 1)).toMatchObject({ nextAt: NOON + minutes(1) })
      expect(await ask(mail, NOON + 2)).toBeNull()
    }
  )

  it('shares its spacing with every mail about the letter, whatever was asked for', async () => {
    const letter = await aLetter()
    const to = await anAddress()
    const of = { letterId: letter.id, ...to }
    await ask({ asked: 'confirm', ...of, signatureId: 's' }, NOON)
    await markSent(to.toKey)

    expect(await ask({ asked: 'links', ...of }, NOON + 1000)).toMatchObject({
      nextAt: NOON + minutes(1),
    })
    await markSent(to.toKey)
    expect(await ask({ asked: 'confirm', ...of, signatureId: 't' }, NOON + 2000)).toMatchObject({
      nextAt: NOON + minutes(11),
    })
  })

  it.each(['waiting', 'claimed'])(
    'is not promised beside a confirm mail that is %s if it asks for a link',
    async (state) => {
      const letter = await aLetter()
      const to = await anAddress()
      const of = { letterId: letter.id, ...to }
      await ask({ asked: 'confirm', ...of, signatureId: 's' }, NOON)
      await env.DB.prepare('UPDATE outbox SET state = ? WHERE to_key = ?')
        .bind(state, to.toKey)
        .run()

      expect(await ask({ asked: 'links', ...of }, NOON)).toBeNull()
      expect(await ask({ asked: 'links', ...of, letterId: (await aLetter()).id }, NOON)).toEqual({
        id: expect.any(String),
        nextAt: NOON,
      })
    }
  )

  it('is promised for a new signature though a link was asked for just before', async () => {
    const letter = await aLetter()
    const to = await anAddress()
    await ask({ asked: 'links', letterId: letter.id, ...to }, NOON)

    const confirm = { asked: 'confirm' as const, letterId: letter.id, ...to, signatureId: 's' }
    expect(await ask(confirm, NOON)).toMatchObject({ nextAt: NOON + minutes(1) })
  })

  it('is spaced on its own if it is about all letters', async () => {
    const letter = await aLetter()
    const to = await anAddress()
    await ask({ asked: 'confirm', letterId: letter.id, ...to, signatureId: 's' }, NOON)

    const all = { asked: 'my-data' as const, letterId: null, ...to }
    expect(await ask(all, NOON)).toMatchObject({ nextAt: NOON })
    await markSent(to.toKey)
    expect(await ask(all, NOON + 1)).toMatchObject({ nextAt: NOON + minutes(1) })
  })

  it('waits beside another if it is for another signature', async () => {
    const letter = await aLetter()
    const to = await anAddress()
    const mail = { asked: 'confirm' as const, letterId: letter.id, ...to }
    await ask({ ...mail, signatureId: 'first' }, NOON)

    expect(await ask({ ...mail, signatureId: 'first' }, NOON)).toBeNull()
    expect(await ask({ ...mail, signatureId: 'second' }, NOON)).toMatchObject({
      nextAt: NOON + minutes(1),
    })
    expect(await ask({ ...mail, signatureId: 'third' }, NOON)).toMatchObject({
      nextAt: NOON + minutes(11),
    })
  })

  it('reads no more rows however much mail there is', async () => {
    const letter = await aLetter()
    const rowsRead = async () => {
      const mail = { asked: 'links' as const, letterId: letter.id, ...(await anAddress()) }
      const promised = { ...mail, id: crypto.randomUUID(), signatureId: null }
      return (await requestMail(env.DB, promised, at(NOON)).run()).meta.rows_read
    }
    const before = await rowsRead()
    for (let i = 0; i < 20; i++) await rowsRead()

    expect(await rowsRead()).toBe(before)
  })
})

describe('the caps, looked at again before sending', () => {
  const mails = (n: number, letterId: number, hoursAgo: number) =>
    Array.from({ length: n }, () => ({ letterId, confirms: true, at: NOON - hours(hoursAgo) }))

  it.each([
    ['nothing was sent', [], true],
    ['two about the letter that day', mails(2, 1, 3), true],
    ['three about the letter that day', mails(3, 1, 3), false],
    ['three about the letter the day before', mails(3, 1, 25), true],
    ['four confirm mails ever', mails(4, 1, 1000), true],
    ['five confirm mails ever', mails(5, 1, 1000), false],
    ['four about other letters that day', mails(4, 2, 3), true],
    ['five about other letters that day', mails(5, 2, 3), false],
    ['nine about other letters that week', mails(9, 2, 50), true],
    ['ten about other letters that week', mails(10, 2, 50), false],
    ['ten about other letters the week before', mails(10, 2, 170), true],
  ])('say, after %s: %o %s', (_, before, allowed) => {
    expect(withinCaps(before, { letterId: 1, confirms: true, at: NOON })).toBe(allowed)
  })
})
