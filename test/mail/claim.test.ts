import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { claimMails } from '../../src/mail/claim'
import { freeze } from '../../src/mail/freeze'
import { queueMails } from '../../src/mail/outbox'
import {
  aLetter,
  anAddress,
  ask,
  aSignature,
  aSigner,
  at,
  hours,
  master,
  minutes,
  NOON,
  outboxRow,
} from './rows'

afterEach(() => env.DB.prepare('DELETE FROM outbox').run())

const claim = (now = NOON) => claimMails(env.DB, master, at(now))

/** Signs up many at once, and promises each a confirm mail. */
async function signers(n: number) {
  const letter = await aLetter()
  return Promise.all(Array.from({ length: n }, () => aSigner(letter)))
}

describe('a claim', () => {
  it('freezes the mail, its signature and its place', async () => {
    const ada = await aSigner(await aLetter())

    const claimed = await claim()

    expect(claimed?.mails).toMatchObject([
      { id: ada.outboxId, address: ada.address, chosen: { mail: 'confirm' } },
    ])
    expect(await outboxRow(ada.outboxId)).toMatchObject({
      state: 'claimed',
      mail: 'confirm',
      signature_id: ada.signatureId,
      place: 0,
      attempts: 1,
      tried_at: NOON,
      lease_until: NOON + minutes(2),
    })
  })

  it('keeps nothing in it that the signer typed', async () => {
    const ada = await aSigner(await aLetter())

    await claim()

    const row = await outboxRow(ada.outboxId)
    expect(row?.details).toContain('Twelve points')
    expect(row?.details).not.toContain('Typed')
    expect(row?.details).not.toContain(ada.address)
  })

  it('takes at most a hundred', async () => {
    await signers(103)

    expect((await claim())?.mails).toHaveLength(100)
    expect((await claim())?.mails).toHaveLength(3)
    expect(await claim()).toBeNull()
  })

  it('takes each mail once when two ask at the same time', async () => {
    await signers(120)

    const both = await Promise.all([claim(), claim(), claim()])

    const ids = both.flatMap((one) => one?.mails.map(({ id }) => id) ?? [])
    expect(ids).toHaveLength(120)
    expect(new Set(ids).size).toBe(120)
  })

  it('takes confirm mails before older ones that nobody waits for', async () => {
    const letter = await aLetter()
    const { toKey, address } = await anAddress()
    const counted = await aSignature({ letterId: letter.id, toKey, state: 'counted', number: 1 })
    const mails = Array.from({ length: 150 }, () => ({
      id: crypto.randomUUID(),
      asked: 'changed' as const,
      letterId: letter.id,
      signatureId: counted,
      toKey,
      address,
    }))
    await queueMails(env.DB, mails, at(NOON - hours(1))).run()
    const ada = await aSigner(letter)

    const claimed = await claim()

    expect(claimed?.mails).toHaveLength(100)
    expect(claimed?.mails.map(({ id }) => id)).toContain(ada.outboxId)
  })

  it('leaves what must still wait', async () => {
    const letter = await aLetter()
    const ada = await aSigner(letter)
    const mail = { asked: 'confirm' as const, letterId: letter.id, ...ada }
    const second = await aSignature({ letterId: letter.id, toKey: ada.toKey })
    const waiting = await ask({ ...mail, signatureId: second }, NOON)
    await claim()

    expect(await claim(NOON + 59_999)).toBeNull()
    expect((await claim(NOON + 60_000))?.mails).toMatchObject([{ id: waiting?.id }])
  })

  it('takes a batch again once its lease has run out, in the same order', async () => {
    await signers(5)
    const first = await claim()

    expect(await claim(NOON + minutes(2) - 1)).toBeNull()
    const again = await claim(NOON + minutes(2))

    expect(again).toEqual({ ...first, attempts: 2 })
  })

  it('chooses anew if the first claim fell over before it chose', async () => {
    const ada = await aSigner(await aLetter())
    await env.DB.prepare(
      `UPDATE outbox SET state = 'claimed', batch = 'b', lease_until = ?, attempts = 1`
    )
      .bind(NOON)
      .run()

    expect((await claim(NOON + 1))?.mails).toMatchObject([{ id: ada.outboxId }])
    expect(await outboxRow(ada.outboxId)).toMatchObject({ tried_at: NOON + 1, attempts: 2 })
  })

  it('lets the first choice stand if a slow consumer chooses after another took over', async () => {
    const ada = await aSigner(await aLetter())
    const row = { id: ada.outboxId, asked: 'confirm' as const, letterId: 1, details: null }
    const slow = { ...row, ...ada, createdAt: NOON, resent: 0 }
    await claim()
    const { batch, details } = (await outboxRow(ada.outboxId)) ?? {}

    expect(await freeze(env.DB, master, batch ?? '', [slow], at(NOON + hours(1)))).toEqual([])
    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'claimed', details })
  })

  it('leaves out a mailbox that nothing goes to, unless its batch was tried before', async () => {
    const letter = await aLetter()
    const [ada, grace] = [await aSigner(letter), await aSigner(letter)]
    const shutOff = ({ toKey }: { toKey: string }) =>
      env.DB.prepare(`INSERT INTO unreachable VALUES (?, 'bounced', '', 1)`).bind(toKey).run()
    await shutOff(ada)

    expect(await claim()).toMatchObject({ mails: [{ id: grace.outboxId }], skipped: 1 })
    await shutOff(grace)
    expect((await claim(NOON + minutes(3)))?.mails).toMatchObject([{ id: grace.outboxId }])
    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'skipped', address: null })
  })

  it('skips a mail with nothing to say, and forgets whose it was', async () => {
    const letter = await aLetter()
    const { address, toKey } = await anAddress()
    const asked = await ask({ asked: 'links', letterId: letter.id, address, toKey }, NOON)

    expect(await claim()).toMatchObject({ mails: [], skipped: 1 })
    expect(await outboxRow(asked?.id ?? '')).toMatchObject({
      state: 'skipped',
      address: null,
      to_key: null,
      signature_id: null,
    })
  })

  it('sends no more than the caps allow, though all were promised together', async () => {
    const letter = await aLetter()
    const { address, toKey } = await anAddress()
    const ids = await Promise.all(
      Array.from({ length: 5 }, () => aSignature({ letterId: letter.id, toKey }))
    )
    const mails = ids.map((signatureId) => ({
      id: crypto.randomUUID(),
      asked: 'confirm' as const,
      letterId: letter.id,
      signatureId,
      toKey,
      address,
    }))
    await queueMails(env.DB, mails, at(NOON)).run()

    expect(await claim()).toMatchObject({ mails: { length: 3 }, skipped: 2 })
  })

  it('turns a request for a link into the confirm mail of the newest pending signature', async () => {
    const letter = await aLetter()
    const { address, toKey } = await anAddress()
    await aSignature({ letterId: letter.id, toKey, createdAt: NOON - 3 })
    const newest = await aSignature({ letterId: letter.id, toKey, createdAt: NOON - 1 })
    await aSignature({ letterId: letter.id, toKey, createdAt: NOON - 2 })
    const asked = await ask({ asked: 'links', letterId: letter.id, address, toKey }, NOON)

    await claim()

    expect(await outboxRow(asked?.id ?? '')).toMatchObject({
      mail: 'confirm',
      signature_id: newest,
    })
  })

  it('prefers what is counted to what is newer', async () => {
    const letter = await aLetter()
    const { address, toKey } = await anAddress()
    const of = { letterId: letter.id, toKey }
    const counted = await aSignature({ ...of, state: 'counted', number: 1, createdAt: NOON - 9 })
    await aSignature({ ...of, state: 'withdrawn', number: 2, createdAt: NOON - 5 })
    await aSignature({ ...of, createdAt: NOON - 1 })
    const asked = await ask({ asked: 'links', letterId: letter.id, address, toKey }, NOON)

    await claim()

    expect(await outboxRow(asked?.id ?? '')).toMatchObject({
      mail: 'your-links',
      signature_id: counted,
    })
  })

  it('gathers one signature of each letter for who asks about all', async () => {
    const [first, second, third] = [await aLetter(), await aLetter(), await aLetter()]
    const { address, toKey } = await anAddress()
    const counted = await aSignature({ letterId: first.id, toKey, state: 'counted', number: 1 })
    await aSignature({ letterId: first.id, toKey })
    const pending = await aSignature({ letterId: second.id, toKey })
    await aSignature({ letterId: third.id, toKey, expiresAt: NOON })
    await ask({ asked: 'my-data', letterId: null, address, toKey }, NOON)

    const claimed = await claim()

    expect(claimed?.mails[0]?.chosen).toMatchObject({
      mail: 'my-data',
      suppressed: false,
      holdings: [
        {
          letter: { slug: first.slug },
          state: 'counted',
          link: { purpose: 'manage', id: counted },
        },
        {
          letter: { slug: second.slug },
          state: 'pending',
          link: { purpose: 'confirm', id: pending },
        },
      ],
    })
  })

  it('tells who asks about all of a suppression', async () => {
    const letter = await aLetter()
    const { address, toKey } = await anAddress()
    await suppress(letter.id, toKey)
    await ask({ asked: 'my-data', letterId: null, address, toKey }, NOON)

    expect((await claim())?.mails[0]?.chosen).toMatchObject({ holdings: [], suppressed: true })
  })

  it('sends nothing about a letter to who said no to it, and still writes about others', async () => {
    const letter = await aLetter()
    const ada = await aSigner(letter)
    await suppress(letter.id, ada.toKey)
    const otherLetter = await aLetter()
    const id = await aSignature({ letterId: otherLetter.id, toKey: ada.toKey })
    const mail = { asked: 'confirm' as const, address: ada.address, toKey: ada.toKey }
    await ask({ ...mail, letterId: otherLetter.id, signatureId: id }, NOON)

    expect(await claim()).toMatchObject({ skipped: 1, mails: [{ chosen: { mail: 'confirm' } }] })
  })

  it('sends nothing for a signature that was emptied, unless the address has signed', async () => {
    const letter = await aLetter()
    const ada = await anAddress()
    const grace = await anAddress()
    for (const { address, toKey } of [ada, grace]) {
      const signatureId = await aSignature({ letterId: letter.id, toKey, email: null })
      await ask({ asked: 'confirm', letterId: letter.id, address, toKey, signatureId }, NOON)
    }
    const counted = { letterId: letter.id, toKey: grace.toKey, state: 'counted', number: 1 }
    const stands = await aSignature(counted)

    const claimed = await claim()

    expect(claimed).toMatchObject({ skipped: 1, mails: [{ address: grace.address }] })
    expect(claimed?.mails[0]?.chosen).toMatchObject({
      mail: 'already-signed',
      link: { id: stands },
    })
  })

  it('mails no link to what was emptied', async () => {
    const letter = await aLetter()
    const { address, toKey } = await anAddress()
    await aSignature({ letterId: letter.id, toKey, email: null })
    await ask({ asked: 'links', letterId: letter.id, address, toKey }, NOON)
    await ask({ asked: 'my-data', letterId: null, address, toKey }, NOON)

    const claimed = await claim()

    expect(claimed).toMatchObject({ skipped: 1, mails: [{ chosen: { holdings: [] } }] })
  })

  it('sends no link to who said no, though the address had signed and withdrawn', async () => {
    const letter = await aLetter()
    const { address, toKey } = await anAddress()
    await aSignature({ letterId: letter.id, toKey, state: 'withdrawn', number: 1 })
    await suppress(letter.id, toKey)
    await ask({ asked: 'links', letterId: letter.id, address, toKey }, NOON)
    await ask({ asked: 'my-data', letterId: null, address, toKey }, NOON)

    expect(await claim()).toMatchObject({
      skipped: 1,
      mails: [{ chosen: { holdings: [{ state: 'withdrawn', disowned: true }] } }],
    })
  })

  it('knows whether a counted signature’s address is kept, and if its letter is open', async () => {
    const closed = await aLetter({ closesAt: NOON - 1 })
    const of = { letterId: closed.id, state: 'counted', number: 1, keptAddress: 'sealed' }
    const { address, toKey } = await anAddress()
    const signatureId = await aSignature({ ...of, toKey })
    const mail = { letterId: closed.id, signatureId, toKey, address }
    await queueMails(
      env.DB,
      [
        { ...mail, id: 'counted', asked: 'counted' },
        { ...mail, id: 'withdrawn', asked: 'withdrawn' },
      ],
      at(NOON)
    ).run()

    expect((await claim())?.mails.map(({ chosen }) => chosen)).toMatchObject([
      { mail: 'counted', addressKept: true },
      { mail: 'withdrawn', open: false },
    ])
  })

  it('sends nothing to an address that was erased', async () => {
    const ada = await aSigner(await aLetter())
    await env.DB.prepare('UPDATE signature SET email_key = NULL WHERE id = ?')
      .bind(ada.signatureId)
      .run()

    expect(await claim()).toMatchObject({ mails: [], skipped: 1 })
  })
})

async function suppress(letterId: number, toKey: string) {
  await env.DB.prepare(`INSERT INTO suppression VALUES (?, ?, 'disowned', 0)`)
    .bind(letterId, toKey)
    .run()
}
