import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { seedDemo } from '../../src/demo/seed'
import { hasDemonstration } from '../../src/health'

it('goes on where it was interrupted, and brings nothing in twice', async () => {
  const now = new Date()
  const master = Uint8Array.fromBase64(env.MASTER_KEY)
  const site = { registrars: env.REGISTRAR, master, origin: env.ORIGIN }
  for (const batches of [4, 9, 14, 19]) {
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
    ['inspection', 3, 185, 190, 4, 18, 0],
    ['ten-policies', 1, 45, 50, 2, 6, 0],
    ['keep-a-library-open-in-every-school', 0, null, 0, 2, 4, 3],
  ])
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
