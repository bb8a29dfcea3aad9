import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { CAMPAIGNER, OTHER_CAMPAIGNER } from '../../src/demo/accounts'
import { seedDemo } from '../../src/demo/seed'
import { hasDemonstration } from '../../src/health'

it('goes on where it was interrupted, and brings in nothing twice and no real head', async () => {
  const now = new Date()
  const master = Uint8Array.fromBase64(env.MASTER_KEY)
  const packer = () => Promise.resolve({ bytes: 1, sha256: 'ab'.repeat(32) })
  const own = { master, origin: env.ORIGIN, stewards: ['steward@countersign.test'] }
  const site = { registrars: env.REGISTRAR, queue: env.MAIL_QUEUE, ...own, packer }
  for (const batches of [4, 9, 14, 19, 23, 27, 31, 35, 36, 29]) {
    await expect(seedDemo({ ...site, db: breaking(env.DB, batches) }, now)).rejects.toThrow('cut')
    expect(await hasDemonstration(env.DB)).toBe(false)
  }

  expect(await seedDemo({ ...site, db: env.DB }, now)).toBe(true)
  expect(await hasDemonstration(env.DB)).toBe(true)
  expect(await seedDemo({ ...site, db: env.DB }, now)).toBe(false)

  const { results } = await env.DB.prepare(
    `SELECT slug, edition,
            (SELECT confirmed FROM head WHERE letter_id = letter.id) AS confirmed,
            (SELECT count(*) FROM signature WHERE letter_id = letter.id) AS signatures,
            (SELECT count(*) FROM member WHERE letter_id = letter.id) AS team,
            (SELECT count(*) FROM audit WHERE letter_id = letter.id) AS audited,
            (SELECT count(*) FROM remark WHERE letter_id = letter.id) AS remarks
     FROM letter ORDER BY id`
  ).all()
  expect(results.map((row) => Object.values(row))).toEqual([
    ['inspection', 3, 185, 190, 4, 32, 0],
    ['ten-policies', 1, 45, 102, 2, 11, 0],
    ['before-you-change-the-rules', 1, 23, 28, 1, 6, 0],
    ['keep-a-library-open-in-every-school', 0, null, 0, 2, 4, 3],
  ])

  const after = await env.DB.prepare(
    `SELECT organisations,
            (SELECT group_concat(kind) FROM dealing WHERE letter_id = letter.id) AS dealings,
            (SELECT count(*) FROM dealing, json_each(marks)
             WHERE letter_id = letter.id AND value->>'mark' <> 'not-addressed') AS repliedTo,
            (SELECT count(number) FROM letter_update WHERE letter_id = letter.id) AS updates,
            (SELECT group_concat(state) FROM comment WHERE letter_id = letter.id) AS comments,
            (SELECT counted - (SELECT confirmed FROM head WHERE letter_id = letter.id)
             FROM pack WHERE letter_id = letter.id) AS inPack,
            (SELECT count(*) FROM hand_in WHERE letter_id = letter.id) AS planned,
            (SELECT slug FROM letter AS earlier WHERE earlier.id = letter.follows_up) AS followsUp
     FROM letter WHERE slug = 'inspection'`
  ).first()
  expect(after).toEqual({
    organisations: 3,
    dealings: 'sent,automatic-reply,answer,sent',
    repliedTo: 9,
    updates: 2,
    comments: 'shown,shown,shown,shown,waiting',
    inPack: 0,
    planned: 1,
    followsUp: 'before-you-change-the-rules',
  })

  const { results: waiting } = await env.DB.prepare(
    `SELECT letter_id, state, n FROM waiting WHERE state = 'held' OR letter_id = 2 ORDER BY 2`
  ).all()
  expect(waiting.map((row) => Object.values(row))).toEqual([
    [2, 'held', 39],
    [2, 'pending', 18],
  ])
  const suggested = await env.DB.prepare(
    `SELECT letter_id, noticed->>'pattern' AS pattern, noticed->>'n' AS n, listed
     FROM signature_case WHERE state = 'suggested'`
  ).all()
  expect(suggested.results).toEqual([{ letter_id: 2, pattern: 'network', n: 52, listed: 39 }])
  const { results: told } = await env.DB.prepare(
    `SELECT asked, address FROM outbox
     WHERE asked IN ('held', 'counted') OR details->>'notice' = 'case-waits' ORDER BY 1, 2`
  ).all()
  expect(told.map((row) => Object.values(row))).toEqual([
    ['held', 'reader.1@example.com'],
    ['notice', CAMPAIGNER],
    ['notice', OTHER_CAMPAIGNER],
    ['notice', 'steward@countersign.test'],
  ])

  const { results: behind } = await env.DB.prepare(
    `SELECT assurance, count(*) > 20 AS many FROM signature
     WHERE state = 'counted' AND letter_id = 1 GROUP BY 1 ORDER BY 1`
  ).all()
  expect(behind.map((row) => Object.values(row))).toEqual([
    ['named-head', 1],
    ['school-mailbox', 1],
    ['self-declared', 1],
  ])
  const { results: doubts } = await env.DB.prepare(`SELECT kind, letter_id FROM school_doubt`).all()
  expect(doubts).toEqual([{ kind: 'same-name', letter_id: 1 }])
  const { results: regions } = await env.DB.prepare(
    `SELECT region FROM place_tally JOIN authority ON authority.key = place_tally.authority
     WHERE letter_id = 1 AND shown > 0 AND region <> 'wales' GROUP BY 1`
  ).all()
  expect(regions).toHaveLength(9)
  const named = await env.DB.prepare(
    `SELECT sum(heads <> '[]' AND urn NOT BETWEEN 900001 AND 999999) AS real,
            sum(heads <> '[]') > 100 AS madeUp,
            sum(urn BETWEEN 900001 AND 999999 AND domain NOT LIKE '%.example.org') AS elsewhere,
            count(DISTINCT phase) AS phases, count(DISTINCT type) AS types
     FROM school`
  ).first()
  expect(named).toEqual({ real: 0, madeUp: 1, elsewhere: 0, phases: 8, types: 8 })
})

/** A database whose connection is cut after so many batches. */
function breaking(db: D1Database, batches: number): D1Database {
  let left = batches
  return new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      if (name === 'batch' && left-- <= 0) return () => Promise.reject(new Error('cut'))
      return value.bind(target) as unknown
    },
  })
}
