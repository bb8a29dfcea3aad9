import type { Problems } from '../signatures/signature'
import { auditIfChanged } from './audit'
import { cleanLine } from './clean-text'

const LONGEST_NOTE = 300

/** What somebody decided about a doubt: that all is in order, or that it wants another look. */
export type DoubtDecision = { id: number; act: 'in-order' | 'look-again'; note: string | null }

/** Reads a press on the page of doubts, or says what is wrong with it. */
export function readDoubtDecision(
  typed: Record<string, string>
): { decision: DoubtDecision } | { problems: Problems } {
  const act = (['in-order', 'look-again'] as const).find((one) => one === typed.act)
  const id = Number(typed.doubt)
  if (!act || !Number.isSafeInteger(id) || id < 1) {
    return { problems: { form: 'Choose what to do with one of the buttons.' } }
  }
  const field = `note-${id}`
  const note = cleanLine(typed[field] ?? '') || null
  const length = [...(note ?? '')].length
  return length > LONGEST_NOTE
    ? { problems: { [field]: `Use ${LONGEST_NOTE} characters or fewer (now ${length}).` } }
    : { decision: { id, act, note } }
}

/**
 * Writes down what was decided, of all schools that the two have in common. No signature is touched.
 * The list of what was done names nobody: it is read by more people than checkers. False: somebody
 * was there before, or the doubt is gone.
 */
export async function settleDoubt(
  db: D1Database,
  letterId: number,
  { id, act, note }: DoubtDecision,
  by: number,
  now: Date
): Promise<boolean> {
  const done = { letterId, accountId: by, act: `doubt-${act}` }
  const [changed] = await db.batch([
    act === 'in-order'
      ? db
          .prepare(
            `UPDATE school_doubt SET looked_at = ?3, looked_by = ?4, note = ?5
             WHERE letter_id = ?1 AND looked_at IS NULL AND (number, other, kind) IN
               (SELECT number, other, kind FROM school_doubt WHERE id = ?2 AND letter_id = ?1)`
          )
          .bind(letterId, id, now.getTime(), by, note)
      : db
          .prepare(
            `UPDATE school_doubt SET looked_at = NULL, looked_by = NULL, note = NULL
             WHERE letter_id = ?1 AND looked_at IS NOT NULL AND (number, other, kind) IN
               (SELECT number, other, kind FROM school_doubt WHERE id = ?2 AND letter_id = ?1)`
          )
          .bind(letterId, id),
    auditIfChanged(db, done, now),
  ])
  return (changed?.meta.changes ?? 0) > 0
}
