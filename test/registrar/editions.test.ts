import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { claimMails } from '../../src/mail/claim'
import { tellSigners } from '../../src/mail/tell-signers'
import type { Act } from '../../src/registrar/acts'
import { editionOf } from '../../src/registrar/publish-edition'
import { seal } from '../../src/seal'
import { aLetter, letterAgain } from '../support/letters'
import { rowsOf } from '../support/tables'
import { audit, headOf, rowOf } from './audit'
import { aCounted, aSigner, master, NOON, removal, tell, together, yes } from './people'

const REASON = 'Clearer words'

async function publication(letter: Letter, markdown: string, over: object = {}): Promise<Act> {
  const edition = { ...(await editionOf({ ...letter, markdown }, REASON)), ...over }
  return { verb: 'publish', edition, after: letter.edition, at: NOON }
}

async function republish(letter: Letter, over: object = {}): Promise<Letter> {
  const act = await publication(letter, `Edition ${letter.edition + 1}.`, over)
  expect(await tell(letter, act as Act & { verb: 'publish' })).toMatchObject({
    outcome: 'published',
  })
  return letterAgain(letter)
}

async function tallied(letter: Letter) {
  const rows = await rowsOf<{ key: string; counted: number }>(
    `SELECT key, counted FROM tally WHERE letter_id = ? AND dimension = 'edition' AND counted > 0`,
    letter.id
  )
  return Object.fromEntries(rows.map(({ key, counted }) => [key, counted]))
}

const promised = (letter: Letter) =>
  rowsOf<{ signature_id: string; details: string; address: string; state: string }>(
    `SELECT signature_id, details, address, state FROM outbox
     WHERE letter_id = ? AND asked = 'new-edition' ORDER BY signature_id`,
    letter.id
  )

const newsOf = (letter: Letter) =>
  rowsOf<{ edition: number; reached: string }>(
    'SELECT edition, reached FROM edition_news WHERE letter_id = ?',
    letter.id
  )

/** Promises all that is to be promised; mail of earlier tests is out of the way. */
async function tellAll() {
  for (let i = 0; i < 10; i++) if (!(await tellSigners(env.DB, master, new Date(NOON))).more) return
}

const settleAll = () =>
  env.DB.prepare(`UPDATE outbox SET state = 'sent' WHERE state = 'waiting'`).run()

describe('an edition that is published while people sign, move and leave', () => {
  it('has before or behind it each yes and each move of the same moment', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const [early, late, leaver] = [
      await aCounted(letter),
      await aCounted(letter),
      await aCounted(letter),
    ]
    const two = await republish(letter)
    const [quick, slow] = [await aSigner(two), await aSigner(two)]

    const answers = await together(two, [
      { verb: 'move', id: early.id, edition: 2, at: NOON },
      yes(quick),
      await publication(two, 'The third.'),
      yes(slow),
      { verb: 'move', id: late.id, edition: 2, at: NOON },
      { verb: 'move', id: early.id, edition: 3, at: NOON },
      { verb: 'withdraw', id: leaver.id, at: NOON },
    ])

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'moved',
      'counted',
      'published',
      'stale-edition',
      'stale-edition',
      'moved',
      'withdrawn',
    ])
    expect(await tallied(letter)).toEqual({ 1: 1, 2: 1, 3: 1 })
    expect(await headOf(letter)).toMatchObject({ confirmed: 4, withdrawn: 1 })
    await audit(await letterAgain(letter))
  })

  it('takes the draft that it was with it, and leaves one that was saved since', async () => {
    const [taken, saved] = [await aLetter(), await aLetter()]
    for (const { id } of [taken, saved]) {
      await env.DB.prepare(
        `INSERT INTO draft (letter_id, version, title, addressed_to, markdown, saved_at)
         VALUES (?, 4, 'T', 'A', 'M', 0)`
      )
        .bind(id)
        .run()
    }

    for (const [letter, draft] of [[taken, 4] as const, [saved, 3] as const]) {
      const act = { ...(await publication(letter, 'Other words.')), draft }
      await tell(letter, act as Act & { verb: 'publish' })
    }

    const left = await rowsOf<{ letter_id: number }>('SELECT letter_id FROM draft')
    expect(left).toEqual([{ letter_id: saved.id }])
  })
})

describe('the news of an edition', () => {
  it('is for those in touch behind earlier words, once each, whoever asks at once', async () => {
    await settleAll()
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const news = { updates: 'on' }
    const [told, silent, left, moved, removed] = [
      await aCounted(letter, { ...news, email: 'told@example.org' }),
      await aCounted(letter),
      await aCounted(letter, news),
      await aCounted(letter, news),
      await aCounted(letter, news),
    ]
    const two = await republish(letter)
    await aCounted(two, news)
    await tell(two, { verb: 'withdraw', id: left.id, at: NOON })
    await tell(two, removal(removed))
    await tell(two, { verb: 'move', id: moved.id, edition: 2, at: NOON })
    await settleAll()

    await Promise.all([1, 2, 3].map(() => tellSigners(env.DB, master, new Date(NOON))))
    await tellAll()

    expect(await promised(letter)).toEqual([
      {
        signature_id: told.id,
        details: '{"edition":2}',
        address: 'told@example.org',
        state: 'waiting',
      },
    ])
    expect(await newsOf(letter)).toEqual([])
    expect(await rowOf(silent.id)).toMatchObject({ edition: 1, kept_address: null })
  })

  it('goes to nobody who left, moved, or wants no more news since it was promised', async () => {
    await settleAll()
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const signers = []
    for (const email of [
      'stays@example.org',
      'leaves@example.org',
      'moves@example.org',
      'quiet@example.org',
    ]) {
      signers.push(await aCounted(letter, { updates: 'on', email }))
    }
    const [stays, leaves, moves, quiet] = signers
    const two = await republish(letter)
    await settleAll()
    await tellAll()
    await tell(two, { verb: 'withdraw', id: leaves?.id ?? '', at: NOON })
    await tell(two, { verb: 'move', id: moves?.id ?? '', edition: 2, at: NOON })
    await tell(two, { verb: 'correct', id: quiet?.id ?? '', fields: {}, updates: false, at: NOON })

    const claim = await claimMails(env.DB, master, new Date(NOON + 1000))

    const news = claim?.mails.filter(({ chosen }) => chosen.mail === 'new-edition')
    expect(news?.map(({ address }) => address)).toEqual(['stays@example.org'])
    expect(news?.[0]?.chosen).toMatchObject({
      edition: 2,
      signed: 1,
      reason: REASON,
      isPublic: true,
    })
    expect(stays?.id).toBe(news?.[0]?.chosen && 'link' in news[0].chosen && news[0].chosen.link.id)
  })

  it('is of the newest words only, and of a spelling none', async () => {
    await settleAll()
    const letter = await aLetter({ openedAt: new Date(NOON) })
    await aCounted(letter, { updates: 'on', email: 'patient@example.org' })
    const two = await republish(letter)
    await settleAll()
    await tellAll()
    const three = await republish(two)
    expect(await newsOf(letter)).toEqual([{ edition: 3, reached: '' }])
    await tellAll()
    const four = await republish(three, { spellingOnly: true })
    expect(await newsOf(letter)).toEqual([])

    const claim = await claimMails(env.DB, master, new Date(NOON + 1000))

    expect(four.edition).toBe(4)
    const news = claim?.mails.flatMap(({ chosen }) =>
      chosen.mail === 'new-edition' ? [chosen.edition] : []
    )
    expect(news).toEqual([3])
  })

  it('is promised a page at a time, goes on where it stopped, and lets other mail pass', async () => {
    await settleAll()
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const sealed = await seal(master, 'kept-address', 'many@example.org')
    await env.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450)
       INSERT INTO signature (id, letter_id, state, edition, public, updates, email_key,
                              kept_address, created_at, expires_at)
       SELECT ?1 || '.many' || i, ?1, 'counted', 1, 0, 1, 'many' || i, ?2, 0, 0 FROM n`
    )
      .bind(letter.id, sealed)
      .run()
    const two = await republish(letter)
    await settleAll()

    const counts: number[] = []
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < 3; i++) await tellSigners(env.DB, master, new Date(NOON))
      const waiting = await promised(letter)
      counts.push(waiting.filter(({ state }) => state === 'waiting').length)
      await settleAll()
    }

    expect(counts).toEqual([200, 200, 50, 0])
    const all = await promised(letter)
    expect(new Set(all.map(({ signature_id }) => signature_id)).size).toBe(450)
    expect(await newsOf(letter)).toEqual([])

    // What is on its way waits too, and a newer edition begins with the first of them anew.
    const three = await republish(two)
    await tellSigners(env.DB, master, new Date(NOON))
    const [{ reached = '' } = {}] = await newsOf(letter)
    expect(reached).not.toBe('')
    await env.DB.prepare(`UPDATE outbox SET state = 'claimed' WHERE state = 'waiting'`).run()
    expect(await tellSigners(env.DB, master, new Date(NOON))).toEqual({ told: 0, more: false })
    await env.DB.prepare(`UPDATE outbox SET state = 'sent' WHERE state = 'claimed'`).run()
    await republish(three)
    expect(await newsOf(letter)).toEqual([{ edition: 4, reached: '' }])
    await env.DB.prepare('DELETE FROM edition_news').run()
    await settleAll()
  })

  it('waits while a steward has stopped the letter', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    await aCounted(letter, { updates: 'on', email: 'waits@example.org' })
    const two = await republish(letter)
    await settleAll()
    const stop = { verb: 'stop' as const, sentence: null, by: { accountId: null }, at: NOON }
    await tell(two, { ...stop, how: 'paused', sentence: 'We look.' })

    await tellAll()
    expect(await promised(letter)).toEqual([])
    await tell(two, { ...stop, how: null })
    await tellAll()

    expect(await promised(letter)).toHaveLength(1)
  })
})
