import {
  createExecutionContext,
  createScheduledController,
  waitOnExecutionContext,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import worker from '../../src/index'
import type { Letter } from '../../src/letters/letter'
import { recount } from '../../src/registrar/recount'
import { recountLetter } from '../../src/registrar/recount-letter'
import { aLetter } from '../support/letters'
import { rowsOf } from '../support/tables'
import { audit } from './audit'
import { aCounted, aHeld, aSigner, NOON, refusal, reinstatement, removal, tell } from './people'

const STEWARDS = ['one@example.org', 'two@example.org']

/** A letter with something of everything: counted, hidden, withdrawn, waiting. */
async function aLetterInUse() {
  const letter = await aLetter({ openedAt: new Date(NOON) })
  await aCounted(letter)
  await aCounted(letter, { public: '', country: 'wales' })
  await aCounted(letter, { role: 'parent', country: '' })
  const left = await aCounted(letter)
  await tell(letter, { verb: 'withdraw', id: left.id, at: NOON })
  await aSigner(letter)
  return letter
}

/**
 * A letter whose cases are decided: one counted, one reinstated, one removed, one withdrawn and one
 * refused; one is still held.
 */
async function aLetterWithCases() {
  const letter = await aLetter({ openedAt: new Date(NOON) })
  await aCounted(letter)
  const [back, cast, left] = [
    await aCounted(letter),
    await aCounted(letter),
    await aCounted(letter),
  ]
  for (const one of [back, cast]) await tell(letter, removal(one))
  await tell(letter, reinstatement(back))
  await tell(letter, { verb: 'withdraw', id: left.id, at: NOON })
  const [refused] = [await aHeld(letter), await aHeld(letter)]
  await tell(letter, refusal(refused))
  return letter
}

/** What is stored about a letter, alarms and mail aside. */
async function storedOf(letter: Letter) {
  const tables = ['head', 'tally', 'tally_hour', 'waiting', 'signature', 'ledger_entry'] as const
  const all = tables.map((table) => STORED[table]).map((sql) => rowsOf(sql, letter.id))
  return JSON.stringify(await Promise.all(all))
}

const STORED = {
  head: 'SELECT * FROM head WHERE letter_id = ?',
  tally: 'SELECT * FROM tally WHERE letter_id = ?',
  tally_hour: 'SELECT * FROM tally_hour WHERE letter_id = ?',
  waiting: 'SELECT * FROM waiting WHERE letter_id = ?',
  signature: 'SELECT * FROM signature WHERE letter_id = ?',
  ledger_entry: 'SELECT * FROM ledger_entry WHERE letter_id = ?',
}

const alarmsOf = (letter: Letter) =>
  rowsOf<{ kind: string; detail: string }>(
    'SELECT kind, detail FROM alarm WHERE letter_id = ?',
    letter.id
  )

const openAlarms = async (letter: Letter) => {
  const sql = 'SELECT 1 FROM alarm WHERE letter_id = ? AND cleared_at IS NULL'
  return (await rowsOf(sql, letter.id)).length
}

const mailsOf = (letter: Letter) =>
  rowsOf<{ address: string }>(
    `SELECT address FROM outbox WHERE letter_id = ? AND asked = 'alarm' ORDER BY address`,
    letter.id
  )

const HOUR = NOON / 3_600_000

describe('the recount', () => {
  it('finds nothing where nothing is wrong', async () => {
    const letter = await aLetterInUse()

    expect(await recountLetter(env.DB, letter.id)).toEqual([])
    expect(await alarmsOf(letter)).toEqual([])
    await audit(letter)
  })

  it.each([
    [
      'a cell too large',
      `UPDATE tally SET counted = 2 WHERE letter_id = ? AND dimension = 'role'
                          AND key = 'parent'`,
      ['role parent says 2, is 1'],
    ],
    [
      'a cell too small',
      `UPDATE tally SET counted = 0 WHERE letter_id = ? AND dimension = 'total'`,
      ['total  says 0, is 3'],
    ],
    [
      'a cell that is gone',
      `DELETE FROM tally WHERE letter_id = ? AND dimension = 'country'
                             AND key = 'wales'`,
      ['country wales says 0, is 1'],
    ],
    [
      'a cell of nobody',
      `INSERT INTO tally VALUES (?, 'role', 'ghost', 1)`,
      ['role ghost says 1, is 0'],
    ],
    [
      'the hidden in a place',
      `UPDATE tally SET counted = 2 WHERE letter_id = ?
                               AND dimension = 'country-hidden'`,
      ['country-hidden wales says 2, is 1'],
    ],
    [
      'an hour',
      'UPDATE tally_hour SET confirmed = 5 WHERE letter_id = ?',
      [`hour ${HOUR} confirmed says 5, is 4`],
    ],
    [
      'an hour’s withdrawals',
      'UPDATE tally_hour SET withdrawn = 0 WHERE letter_id = ?',
      [`hour ${HOUR} withdrawn says 0, is 1`],
    ],
    [
      'an hour in which nothing happened',
      `INSERT INTO tally_hour VALUES (?, 1, 1, 0, 0, 0)`,
      ['hour 1 confirmed says 1, is 0'],
    ],
    [
      'those who wait',
      `UPDATE waiting SET n = 7 WHERE letter_id = ?`,
      ['waiting pending says 7, is 1'],
    ],
    [
      'those who are checked',
      `INSERT INTO waiting (letter_id, state, n) VALUES (?, 'held', 1)`,
      ['waiting held says 1, is 0'],
    ],
    [
      'the total confirmed',
      'UPDATE head SET confirmed = 5 WHERE letter_id = ?',
      ['ledger confirmed says 5, is 4', 'counted says 4, is 3'],
    ],
    [
      'the total withdrawn',
      'UPDATE head SET withdrawn = 0 WHERE letter_id = ?',
      ['ledger withdrawn says 0, is 1', 'counted says 4, is 3'],
    ],
    ['those removed', 'UPDATE head SET removed = 1 WHERE letter_id = ?', ['counted says 2, is 3']],
    [
      'the ledger’s size',
      'UPDATE head SET size = 99 WHERE letter_id = ?',
      ['entries says 99, is 12'],
    ],
    [
      'an entry that is gone',
      'DELETE FROM ledger_entry WHERE letter_id = ? AND position = 2',
      [
        'entries says 12, is 11',
        'ledger confirmed says 4, is 3',
        `hour ${HOUR} confirmed says 4, is 3`,
      ],
    ],
    [
      'the last summary gone',
      'DELETE FROM ledger_entry WHERE letter_id = ? AND position = 11',
      ['entries says 12, is 11'],
    ],
    [
      'an entry of another type',
      `UPDATE ledger_entry SET bytes = unhex('0103' || substr(hex(bytes), 5))
                                  WHERE letter_id = ? AND position = 2`,
      [
        'ledger confirmed says 4, is 3',
        'ledger withdrawn says 1, is 2',
        `hour ${HOUR} confirmed says 4, is 3`,
        `hour ${HOUR} withdrawn says 1, is 2`,
      ],
    ],
    [
      'a row too many',
      `UPDATE signature SET state = 'counted', role = 'head'
                        WHERE letter_id = ? AND state = 'pending'`,
      ['waiting pending says 1, is 0', 'counted says 3, is 4'],
    ],
    [
      'a row too few',
      `UPDATE signature SET state = 'removed' WHERE letter_id = ? AND number = 1`,
      ['counted says 3, is 2'],
    ],
    [
      'a row that is gone',
      'DELETE FROM signature WHERE letter_id = ? AND number = 1',
      ['counted says 3, is 2'],
    ],
    [
      'a name shown against its signer’s choice',
      `UPDATE signature SET public = 1
                                                  WHERE letter_id = ? AND number = 2`,
      ['shown hidden says 1, is 0', 'country-hidden wales says 1, is 0'],
    ],
    [
      'another role',
      `UPDATE signature SET role = 'parent' WHERE letter_id = ? AND number = 1`,
      ['role parent says 1, is 2', 'role head says 2, is 1'],
    ],
    [
      'another edition',
      `UPDATE signature SET edition = 2 WHERE letter_id = ? AND number = 1`,
      ['edition 2 says 0, is 1', 'edition 1 says 3, is 2'],
    ],
    [
      'an assurance',
      `UPDATE signature SET assurance = 'named-head' WHERE letter_id = ?
                      AND number = 1`,
      ['assurance named-head says 0, is 1'],
    ],
  ])('finds %s', async (_, sql, expected) => {
    const letter = await aLetterInUse()
    await env.DB.prepare(sql).bind(letter.id).run()

    expect(await recountLetter(env.DB, letter.id)).toEqual(expect.arrayContaining(expected))
  })

  it('finds nothing where cases were decided', async () => {
    const letter = await aLetterWithCases()

    expect(await recountLetter(env.DB, letter.id)).toEqual([])
    expect(await audit(letter)).toMatchObject({
      confirmed: 4,
      withdrawn: 1,
      removed: 1,
      counted: 2,
    })
  })

  it.each([
    [
      'the total removed',
      'UPDATE head SET removed = 2 WHERE letter_id = ?',
      ['ledger removed says 2, is 1', 'counted says 1, is 2'],
    ],
    [
      'an hour’s removals',
      'UPDATE tally_hour SET removed = 1 WHERE letter_id = ?',
      [`hour ${HOUR} removed says 1, is 2`],
    ],
    [
      'an hour’s reinstatements',
      'UPDATE tally_hour SET reinstated = 0 WHERE letter_id = ?',
      [`hour ${HOUR} reinstated says 0, is 1`],
    ],
    [
      'a reinstatement that the ledger does not have',
      `UPDATE ledger_entry SET bytes = unhex('0107' || substr(hex(bytes), 5))
       WHERE letter_id = ? AND position = 14`,
      [
        'ledger removed says 1, is 2',
        `hour ${HOUR} reinstated says 1, is 0`,
        'ledger closed says 0, is 1',
      ],
    ],
    [
      'a ledger that is said to be closed and is not',
      'UPDATE letter SET finished_at = 1 WHERE id = ?',
      ['ledger closed says 1, is 0'],
    ],
    [
      'an edition that the ledger does not have',
      'UPDATE letter SET edition = 2 WHERE id = ?',
      ['ledger editions says 2, is 1'],
    ],
    [
      'signers said to be anonymised who are not',
      'UPDATE head SET anonymised = 5 WHERE letter_id = ?',
      ['ledger anonymised says 5, is 0', 'signers not anonymised are 3, can be 0'],
    ],
    [
      'more who were removed than the ledger knows',
      `UPDATE signature SET state = 'removed' WHERE letter_id = ? AND number = 4`,
      ['rows removed are 2, can be 1'],
    ],
    [
      'more who withdrew than the ledger knows',
      `UPDATE signature SET state = 'withdrawn' WHERE letter_id = ? AND number = 3`,
      ['rows withdrawn are 2, can be 1'],
    ],
    [
      'more who were refused than the totals say',
      'UPDATE head SET refused = 0 WHERE letter_id = ?',
      ['rows refused are 1, can be 0'],
    ],
    [
      'somebody held who is not counted as waiting',
      `UPDATE signature SET state = 'held' WHERE letter_id = ? AND state = 'refused'`,
      ['waiting held says 1, is 2'],
    ],
  ])('finds %s', async (_, sql, expected) => {
    const letter = await aLetterWithCases()
    await env.DB.prepare(sql).bind(letter.id).run()

    expect((await recountLetter(env.DB, letter.id)).sort()).toEqual(expected.sort())
  })

  it.each([
    ['who withdrew', 4],
    ['who was removed', 3],
  ])('finds nothing wrong where somebody erased themselves %s', async (_, number) => {
    const letter = await aLetterWithCases()
    const [row] = await rowsOf<{ id: string }>(
      'SELECT id FROM signature WHERE letter_id = ? AND number = ?',
      letter.id,
      number
    )

    await tell(letter, { verb: 'erase', id: row?.id ?? '', at: NOON })

    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('finds nothing wrong where people withdrew of whom the ledger never knew', async () => {
    const letter = await aLetterWithCases()
    for (const held of [await aHeld(letter), await aHeld(letter)]) {
      await tell(letter, { verb: 'withdraw', id: held.id, at: NOON })
    }

    expect(await recountLetter(env.DB, letter.id)).toEqual([])
    await audit(letter)
  })

  it('raises one alarm, mails each steward once, and repairs nothing', async () => {
    const [letter, sound] = [await aLetterInUse(), await aLetterInUse()]
    await env.DB.prepare(`UPDATE tally SET counted = 9 WHERE letter_id = ? AND dimension = 'total'`)
      .bind(letter.id)
      .run()
    const stored = await storedOf(letter)

    const found = await recount(env.DB, STEWARDS, new Date(NOON))
    await recount(env.DB, STEWARDS, new Date(NOON + 86_400_000))

    expect(found).toContain('total  says 9, is 3')
    expect(await alarmsOf(letter)).toEqual([{ kind: 'recount', detail: 'total  says 9, is 3' }])
    expect(await mailsOf(letter)).toEqual(STEWARDS.map((address) => ({ address })))
    expect(await storedOf(letter)).toBe(stored)
    expect(await alarmsOf(sound)).toEqual([])
  })

  it('raises it anew once a steward has cleared it and it is still so', async () => {
    const letter = await aLetterInUse()
    await env.DB.prepare('UPDATE waiting SET n = 7 WHERE letter_id = ?').bind(letter.id).run()
    await recount(env.DB, STEWARDS, new Date(NOON))
    await env.DB.prepare('UPDATE alarm SET cleared_at = 1 WHERE letter_id = ?')
      .bind(letter.id)
      .run()

    await recount(env.DB, STEWARDS, new Date(NOON + 86_400_000))

    expect(await alarmsOf(letter)).toHaveLength(2)
    expect(await mailsOf(letter)).toHaveLength(2 * STEWARDS.length)
  })

  it('clears its alarm once it finds nothing wrong any more', async () => {
    const letter = await aLetterInUse()
    const waiting = env.DB.prepare('UPDATE waiting SET n = ?2 WHERE letter_id = ?1')
    await waiting.bind(letter.id, 7).run()
    await recount(env.DB, STEWARDS, new Date(NOON))
    const before = await openAlarms(letter)
    await waiting.bind(letter.id, 1).run()

    await recount(env.DB, STEWARDS, new Date(NOON + 86_400_000))

    expect([before, await openAlarms(letter)]).toEqual([1, 0])
  })

  it('runs every night by itself', async () => {
    const letter = await aLetterInUse()
    await env.DB.prepare('UPDATE waiting SET n = n + 1 WHERE letter_id = ?').bind(letter.id).run()

    const nightly = createScheduledController({ cron: '17 3 * * *' })
    const ctx = createExecutionContext()
    await worker.scheduled(nightly, env)
    await waitOnExecutionContext(ctx)

    expect(await alarmsOf(letter)).toMatchObject([{ kind: 'recount' }])
    expect(await mailsOf(letter)).toEqual([{ address: 'steward@countersign.test' }])
  })
})
