import * as z from 'zod/mini'
import { auditIfChanged } from '../desk/audit'
import { cleanLine } from '../desk/clean-text'
import type { Letter } from '../letters/letter'
import { closedSince } from '../letters/state'
import { KEEP_MONTHS, MOST_MONTHS } from './periods'

/** How long a letter's team wants its signers' data kept, and why, if that is longer than usual. */
export const retentionForm = z
  .object({
    months: z.coerce
      .number('Choose a number of months.')
      .check(
        z.refine(
          (n) => Number.isInteger(n) && n >= 1 && n <= MOST_MONTHS,
          'Choose a number of months.'
        )
      ),
    because: z._default(z.string(), '').check(
      z.overwrite(cleanLine),
      z.refine((text) => [...text].length <= 300, 'Use 300 characters or fewer.')
    ),
  })
  .check(
    z.refine(({ months, because }) => months <= KEEP_MONTHS || because !== '', {
      path: ['because'],
      error: 'Say in a sentence why it is kept longer. Signers read it in the privacy notice.',
    })
  )

export type RetentionForm = z.output<typeof retentionForm>

/** May it still be kept longer: only until the letter closes. */
export function mayLengthen(letter: Pick<Letter, 'closesAt' | 'closedAt'>, now: Date): boolean {
  return closedSince(letter, now) === null
}

/**
 * Chooses how long signers' data is kept. Once the letter has closed it can only get shorter, and
 * once it began to go nothing changes.
 */
export async function chooseRetention(
  db: D1Database,
  { id }: Pick<Letter, 'id'>,
  { months, because }: RetentionForm,
  accountId: number,
  now: Date
): Promise<'chosen' | 'too-late'> {
  const kept = months > KEEP_MONTHS ? because : null
  const done = { letterId: id, accountId, act: 'choose-retention', detail: { months } }
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE letter SET keep_months = ?2, keep_because = ?3
         WHERE id = ?1 AND anonymised_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM retention_run WHERE letter_id = ?1)
           AND (?2 <= keep_months
                OR coalesce(closed_at, ?4 + 1) > ?4 AND coalesce(closes_at, ?4 + 1) > ?4)`
      )
      .bind(id, months, kept, now.getTime()),
    auditIfChanged(db, done, now),
  ])
  return changed?.meta.changes ? 'chosen' : 'too-late'
}
