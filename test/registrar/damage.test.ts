import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { aLetter } from '../support/letters'
import { runCron } from '../support/site'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'
import { audit, headOf, memoryOf, rowOf } from './audit'
import { copyOf, LEDGER, putInto } from './copy'
import {
  aCounted,
  aSigner,
  crowd,
  registrarOf,
  signersOf,
  tell,
  together,
  yes,
  type Signer,
} from './people'

// Ledgers of several tiles take their time.
vi.setConfig({ testTimeout: 30_000 })

// Links expire by the clock of the site.
const NOW = Date.now()
const agreed = (signer: Signer) => yes(signer, { at: NOW, quiet: true })

const alarmsOf = (letter: { id: number }) =>
  rowsOf<{ kind: string; cleared_at: number | null }>(
    'SELECT kind, cleared_at FROM alarm WHERE letter_id = ? ORDER BY id',
    letter.id
  )

const openAlarms = async (letter: { id: number }) =>
  (await alarmsOf(letter)).filter((alarm) => alarm.cleared_at === null).map(({ kind }) => kind)

const checkpointsOf = (letter: { id: number }) =>
  rowsOf<object>('SELECT * FROM checkpoint WHERE letter_id = ? ORDER BY size', letter.id)

/** A letter whose ledger has so many entries, at least three; the newest came in one group. */
async function aLedger(size: number): Promise<Letter> {
  const letter = await aLetter({ openedAt: new Date(NOW) })
  let { size: now } = await headOf(letter)
  while (now < size) {
    // A group of n brings n entries and their SUMMARY, and a group of none brings nothing.
    const rest = size - now
    const count = rest <= 401 ? rest - 1 : Math.min(400, rest - 3)
    const signers = await signersOf(letter, crowd(count), NOW)
    await together(letter, signers.map(agreed))
    now = (await headOf(letter)).size
  }
  return letter
}

const damage = (letter: Letter, sql: string) => env.DB.prepare(sql).bind(letter.id).run()

/** The SQL of a blob with its first byte changed. */
const flipped = (column: string) =>
  `unhex(iif(substr(hex(${column}), 1, 2) = '00', '01', '00') || substr(hex(${column}), 3))`

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

const HEAD = 'UPDATE head SET'
const BROKEN: [what: string, sql: string, kind: string][] = [
  [
    'an entry that fills no tile yet',
    `UPDATE ledger_entry SET bytes = ${flipped('bytes')} WHERE letter_id = ?1 AND position = 520`,
    'ledger-broken',
  ],
  [
    'the root of a tile',
    `UPDATE tile SET root = ${flipped('root')} WHERE letter_id = ?1 AND number = 1`,
    'ledger-broken',
  ],
  [
    'the head’s root',
    `${HEAD} root = iif(root LIKE '0%', '1', '0') || substr(root, 2) WHERE letter_id = ?1`,
    'ledger-fork',
  ],
  ['the head’s size', `${HEAD} size = size - 1 WHERE letter_id = ?1`, 'ledger-fork'],
  [
    'the head’s edge',
    `${HEAD} edge = iif(edge LIKE '0%', '1', '0') || substr(edge, 2) WHERE letter_id = ?1`,
    'ledger-broken',
  ],
  ['the head’s edge, cut off', `${HEAD} edge = '' WHERE letter_id = ?1`, 'ledger-broken'],
  [
    'the head’s total',
    `${HEAD} confirmed = confirmed + 1000 WHERE letter_id = ?1`,
    'ledger-broken',
  ],
  ['how many were removed', `${HEAD} removed = removed + 1 WHERE letter_id = ?1`, 'ledger-broken'],
  ['the head’s hour', `${HEAD} hour = hour - 1 WHERE letter_id = ?1`, 'ledger-broken'],
  [
    'an entry that is gone',
    'DELETE FROM ledger_entry WHERE letter_id = ?1 AND position = 520',
    'ledger-broken',
  ],
  [
    'the last entry, gone',
    'DELETE FROM ledger_entry WHERE letter_id = ?1 AND position = 599',
    'ledger-broken',
  ],
  [
    'two entries that changed places',
    `UPDATE ledger_entry SET bytes = (
       SELECT other.bytes FROM ledger_entry AS other
       WHERE other.letter_id = ?1 AND other.position = 1041 - ledger_entry.position)
     WHERE letter_id = ?1 AND position IN (520, 521)`,
    'ledger-broken',
  ],
  [
    'an entry behind the last',
    `INSERT INTO ledger_entry SELECT letter_id, 600, bytes FROM ledger_entry
     WHERE letter_id = ?1 AND position = 520`,
    'ledger-broken',
  ],
  [
    'entries behind the last, with a gap',
    `INSERT INTO ledger_entry SELECT letter_id, 1000, bytes FROM ledger_entry
     WHERE letter_id = ?1 AND position = 520`,
    'ledger-broken',
  ],
  [
    'so many entries behind the last that they fill a tile',
    `INSERT INTO ledger_entry SELECT letter_id, position + 600, bytes FROM ledger_entry
     WHERE letter_id = ?1 AND position < 300`,
    'ledger-broken',
  ],
  [
    'a tile too many',
    `INSERT INTO tile SELECT letter_id, 0, 2, root, hashes FROM tile
     WHERE letter_id = ?1 AND number = 1`,
    'ledger-broken',
  ],
  [
    'an entry, and the tile that holds it gone',
    `UPDATE ledger_entry SET bytes = ${flipped('bytes')} WHERE letter_id = ?1 AND position = 100;
     DELETE FROM tile WHERE letter_id = ?1`,
    'ledger-broken',
  ],
  [
    'an entry that is gone, and its tile',
    `DELETE FROM ledger_entry WHERE letter_id = ?1 AND position = 100;
     DELETE FROM tile WHERE letter_id = ?1`,
    'ledger-broken',
  ],
  [
    'the root of the newest checkpoint',
    `UPDATE checkpoint SET root = ${flipped('root')} WHERE letter_id = ?1 AND size = 600`,
    'ledger-broken',
  ],
  [
    'a checkpoint of a size that was never published',
    `INSERT INTO checkpoint SELECT letter_id, 602, at, unhex(hex(zeroblob(32))), signatures
     FROM checkpoint WHERE letter_id = ?1 AND size = 600`,
    'ledger-broken',
  ],
]

describe('damage', () => {
  it.each(BROKEN)(
    'is noticed, and nothing is signed until it is repaired: %s',
    async (...given) => {
      const [, sql, kind] = given
      const letter = await aLedger(600)
      const signer = await aSigner(letter, {}, NOW)
      const copy = await copyOf(letter, LEDGER)
      const doDamage = async () => {
        for (const one of sql.split(';')) await damage(letter, one)
      }
      const told = `Alarm ${kind} of the letter ${letter.slug} since `

      // Nobody signs: it is noticed when the ledger is next examined, and so is its repair.
      await doDamage()
      await evictDurableObject(registrarOf(letter))
      await tell(letter, { verb: 'examine', at: NOW })
      expect(await openAlarms(letter)).toEqual([kind])
      await copy.putBack()
      await runCron()
      expect(await openAlarms(letter)).toEqual([])

      // Somebody signs, and tries again while others look at it each minute.
      await doDamage()
      const signed = await checkpointsOf(letter)
      const answers = [await tell(letter, agreed(signer)), await tell(letter, agreed(signer))]
      await runCron()
      await runCron()
      expect(answers.map(({ outcome }) => outcome)).toEqual(['refusing', 'refusing'])
      expect(await rowOf(signer.id)).toMatchObject({ state: 'pending' })
      expect(await checkpointsOf(letter)).toEqual(signed)
      expect(await alarmsOf(letter)).toEqual([
        { kind, cleared_at: expect.any(Number) },
        { kind, cleared_at: null },
      ])
      expect(
        await rowsOf(`SELECT 1 FROM outbox WHERE asked = 'alarm' AND letter_id = ?`, letter.id)
      ).toHaveLength(2)
      const health = await aVisitor().visit(paths.health())
      expect(health.status).toBe(503)
      expect(await health.text()).toContain(told)

      await copy.putBack()
      await runCron()
      expect(await openAlarms(letter)).toEqual([])
      expect(await aVisitor().read(paths.health())).not.toContain(told)
      expect(await memoryOf(letter)).not.toHaveProperty('refused')
      expect(await tell(letter, agreed(signer))).toMatchObject({ outcome: 'counted', again: false })
      await audit(letter)
    }
  )
})

describe('a repair', () => {
  const both = [
    ['an entry was changed', `UPDATE ledger_entry SET bytes = ${flipped('bytes')}`],
    ['an entry was lost', 'DELETE FROM ledger_entry'],
  ]

  it.each(both)('need not reach the tiles that were made anew while %s', async (_, sql) => {
    const letter = await aLedger(600)
    const entries = await copyOf(letter, ['ledger_entry'])
    await damage(letter, `${sql} WHERE letter_id = ?1 AND position = 100`)
    await damage(letter, 'DELETE FROM tile WHERE letter_id = ?1')
    await tell(letter, { verb: 'examine', at: NOW })
    expect(await openAlarms(letter)).toEqual(['ledger-broken'])

    await entries.putBack()
    await runCron()

    expect(await openAlarms(letter)).toEqual([])
    await aCounted(letter, {}, NOW)
    await audit(letter)
  })

  it('need not reach the tiles either after entries stood behind the last', async () => {
    const letter = await aLedger(600)
    const entries = await copyOf(letter, ['ledger_entry'])
    await damage(
      letter,
      `INSERT INTO ledger_entry SELECT letter_id, position + 600, bytes FROM ledger_entry
       WHERE letter_id = ?1 AND position < 300`
    )
    await tell(letter, { verb: 'examine', at: NOW })

    await entries.putBack()
    await runCron()

    expect(await openAlarms(letter)).toEqual([])
    await aCounted(letter, {}, NOW)
    await audit(letter)
  })

  it('of one thing that brings another trouble to light calms the first alarm', async () => {
    const letter = await aLedger(20)
    const [then, all] = [await copyOf(letter, ['head']), await copyOf(letter, LEDGER)]
    await aCounted(letter, {}, NOW)
    const now = await copyOf(letter, ['head'])
    const whole = await copyOf(letter, LEDGER)
    await all.putBack()
    await tell(letter, { verb: 'examine', at: NOW })
    expect(await openAlarms(letter)).toEqual(['ledger-fork'])

    await now.putBack()
    await runCron()
    expect(await openAlarms(letter)).toEqual(['ledger-broken'])
    await then.putBack()
    await runCron()
    expect(await openAlarms(letter)).toEqual(['ledger-fork'])
    await whole.putBack()
    await runCron()

    expect(await openAlarms(letter)).toEqual([])
    await aCounted(letter, {}, NOW)
    await audit(letter)
  })

  it('is seen by a Registrar that remembered nothing when it met the damage', async () => {
    const letter = await aLedger(20)
    const head = await copyOf(letter, ['head'])
    await runInDurableObject(registrarOf(letter), (_, state) => state.storage.deleteAll())
    await damage(letter, `UPDATE head SET root = '${'ab'.repeat(32)}' WHERE letter_id = ?1`)
    await tell(letter, { verb: 'examine', at: NOW })
    expect(await openAlarms(letter)).toEqual(['ledger-broken'])

    await head.putBack()
    await runCron()

    expect(await openAlarms(letter)).toEqual([])
    await aCounted(letter, {}, NOW)
    await audit(letter)
  })
})

describe('what can be made anew', () => {
  it.each([
    ['a tile', 'DELETE FROM tile WHERE letter_id = ?1 AND number = 1'],
    ['every tile', 'DELETE FROM tile WHERE letter_id = ?1'],
    ['the newest checkpoint', 'DELETE FROM checkpoint WHERE letter_id = ?1 AND size = 600'],
    [
      'the signature of the newest checkpoint',
      `UPDATE checkpoint SET signatures = unhex(substr(hex(signatures), 1, 8) || hex(zeroblob(64)))
       WHERE letter_id = ?1 AND size = 600`,
    ],
  ])('is, at the next look: %s', async (_, sql) => {
    const letter = await aLedger(600)
    await damage(letter, sql)

    await tell(letter, { verb: 'examine', at: NOW })

    await audit(letter)
    expect(await alarmsOf(letter)).toEqual([])
    await aCounted(letter, {}, NOW)
    await audit(letter)
  })

  it.each([
    ['a tile', 'DELETE FROM tile WHERE letter_id = ?1 AND number = 1'],
    ['every tile', 'DELETE FROM tile WHERE letter_id = ?1'],
  ])('is, when somebody signs: %s', async (_, sql) => {
    const letter = await aLedger(600)
    await damage(letter, sql)

    const { number } = await aCounted(letter, {}, NOW)

    expect(await audit(letter)).toMatchObject({ confirmed: number })
  })
})

describe('damage far behind the newest entries', () => {
  it.each([
    [
      'an entry of a complete tile',
      `UPDATE ledger_entry SET bytes = ${flipped('bytes')} WHERE letter_id = ?1 AND position = 100`,
    ],
    [
      'a lost entry of a complete tile',
      'DELETE FROM ledger_entry WHERE letter_id = ?1 AND position = 100',
    ],
    [
      'the hashes of a complete tile',
      `UPDATE tile SET hashes = ${flipped('hashes')} WHERE letter_id = ?1 AND number = 1`,
    ],
    [
      'an old checkpoint',
      `UPDATE checkpoint SET root = ${flipped('root')} WHERE letter_id = ?1 AND size = 2`,
    ],
    ['a lost checkpoint', 'DELETE FROM checkpoint WHERE letter_id = ?1 AND size = 2'],
  ])('gets into nothing that is signed on top of it: %s', async (_, sql) => {
    const letter = await aLedger(600)
    const copy = await copyOf(letter, ['ledger_entry', 'tile', 'checkpoint'])
    await damage(letter, sql)
    await aCounted(letter, {}, NOW)
    const later = await rowsOf<Record<string, unknown>>(
      'SELECT * FROM checkpoint WHERE letter_id = ? AND size > 600',
      letter.id
    )
    const entries = await rowsOf<Record<string, unknown>>(
      'SELECT * FROM ledger_entry WHERE letter_id = ? AND position >= 600',
      letter.id
    )

    await copy.putBack()
    await putInto('checkpoint', later)
    await putInto('ledger_entry', entries)

    expect((await audit(letter)).entries).toHaveLength(602)
  })
})
