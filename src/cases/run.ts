import type { Registrar } from '../registrar/registrar'
import { auditIfChanged } from '../desk/audit'
import { inTurn } from '../in-turn'
import { LIVING_STATES } from '../living-cases'
import { carryOut, undo, type CaseRow } from './carry-out'
import type { SignatureCase } from './case'
import { followUp } from './follow-up'
import { forgetNamesOf } from './forget-names'
import { noteOutcomes } from './note'

type Running = Pick<
  SignatureCase,
  'id' | 'letterId' | 'state' | 'reason' | 'sentence' | 'undoSentence'
> & { runTo: number; finishedAt: number | null }

const RUNNING_CASE = `id, letter_id AS letterId, state, reason, sentence, undo_sentence AS undoSentence,
  run_to AS runTo, (SELECT finished_at FROM letter WHERE letter.id = letter_id) AS finishedAt`

/** So many signatures go to the Registrar together; so many times at one go, for so many cases. */
const A_BATCH = 500
const BATCHES = 20
const CASES = 10

/** Whoever carries a case out and dies is given up after this long. */
const LEASE_MS = 2 * 60 * 1000

type Registrars = DurableObjectNamespace<Registrar>

/** Goes on with every case that is being carried out or undone, of all letters. */
export async function runCases(db: D1Database, registrars: Registrars, now: Date): Promise<void> {
  const { results } = await db
    .prepare(
      `SELECT id FROM signature_case INDEXED BY signature_case_living
       WHERE state IN ${LIVING_STATES}
         AND state IN ('running', 'undoing') AND coalesce(leased_until, 0) <= ?
       ORDER BY decided_at`
    )
    .bind(now.getTime())
    .all<{ id: string }>()
  const due = inTurn(results, CASES, now)
  const done = await Promise.allSettled(due.map(({ id }) => runCase(db, registrars, id, now)))
  const failed = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  if (failed.length > 0) throw new AggregateError(failed, 'cases')
}

/**
 * Carries a case out, or undoes it, a batch after the other, until none is left, it is paused, or
 * there is more than fits in one go. Killed anywhere, the next goes on where it was: what a batch did
 * and nobody noted is asked for again and comes to the same.
 */
export async function runCase(
  db: D1Database,
  registrars: Registrars,
  id: string,
  now: Date
): Promise<void> {
  const at = now.getTime()
  let one = await lease(db, id, at)
  for (let batch = 0; one && batch < BATCHES; batch++) {
    const rows = await nextRows(db, one)
    const isUndoing = one.state === 'undoing'
    const due = rows.filter(({ outcome }) =>
      isUndoing ? outcome === 'removed' || outcome === 'refused' : outcome === null
    )
    const dealt = await (isUndoing ? undo : carryOut)(registrars, one, due, at)
    const open = dealt.find(({ to }) => to === null)
    const runTo = open ? open.place - 1 : (rows.at(-1)?.place ?? one.runTo)
    const isOver = !open && rows.length < A_BATCH
    const goesOn = !open && !isOver && batch + 1 < BATCHES
    await db.batch([
      ...noteOutcomes(db, id, dealt),
      db
        .prepare(
          `UPDATE signature_case SET run_to = ?2, leased_until = ?3
           WHERE id = ?1 AND state IN ('running', 'undoing', 'paused')`
        )
        .bind(id, runTo, goesOn ? at + LEASE_MS : null),
      ...(isOver ? end(db, one, now) : []),
    ])
    one = goesOn ? await stillRunning(db, id) : null
  }
}

/** The right to carry a case out, for a while. Null: another has it, or it is not to be carried out. */
function lease(db: D1Database, id: string, at: number): Promise<Running | null> {
  return db
    .prepare(
      `UPDATE signature_case SET leased_until = ?2 + ?3
       WHERE id = ?1 AND state IN ('running', 'undoing') AND coalesce(leased_until, 0) <= ?2
       RETURNING ${RUNNING_CASE}`
    )
    .bind(id, at, LEASE_MS)
    .first<Running>()
}

async function stillRunning(db: D1Database, id: string): Promise<Running | null> {
  const one = await db
    .prepare(`SELECT ${RUNNING_CASE} FROM signature_case WHERE id = ?`)
    .bind(id)
    .first<Running>()
  if (one?.state === 'running' || one?.state === 'undoing') return one
  await db.prepare('UPDATE signature_case SET leased_until = NULL WHERE id = ?').bind(id).run()
  return null
}

async function nextRows(db: D1Database, { id, runTo }: Running): Promise<CaseRow[]> {
  const { results } = await db
    .prepare(
      `SELECT place, signature_id AS id, signature.state, outcome
       FROM case_signature LEFT JOIN signature ON signature.id = signature_id
       WHERE case_id = ?1 AND place > ?2 ORDER BY place LIMIT ?3`
    )
    .bind(id, runTo, A_BATCH)
    .all<CaseRow>()
  return results
}

/** Objections to what is undone are settled with it. */
function end(db: D1Database, { id, letterId, state }: Running, now: Date): D1PreparedStatement[] {
  const act = state === 'undoing' ? 'case-undone' : 'case-done'
  const done = { letterId, accountId: null, act, detail: { case: id } }
  return [
    db
      .prepare(
        `UPDATE objection SET settled_at = ?3, upheld = 1, words = '',
                answer = (SELECT undo_sentence FROM signature_case WHERE id = ?1)
         WHERE case_id = ?1 AND settled_at IS NULL AND ?2 = 'undoing'`
      )
      .bind(id, state, now.getTime()),
    db
      .prepare(
        `UPDATE signature_case SET state = iif(?2 = 'undoing', 'undone', 'done'), ended_at = ?3,
                version = version + 1
         WHERE id = ?1 AND state = ?2`
      )
      .bind(id, state, now.getTime()),
    auditIfChanged(db, done, now),
    forgetNamesOf(db, id),
    ...(state === 'running' ? followUp(db, { id, letterId }, now) : []),
  ]
}
