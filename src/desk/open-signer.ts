import type { Problems } from '../signatures/signature'
import { endOfWorkingDay } from '../working-days'
import { auditIfChanged } from './audit'
import { cleanLine } from './clean-text'

const OPEN_WORKING_DAYS = 2
const MOST_A_DAY = 10
const DAY_MS = 24 * 60 * 60 * 1000
const SHORTEST_REASON = 10
const LONGEST_REASON = 300

/** Which signer is to be opened, and why. */
export type Opening = { number: number; reason: string }

/**
 * What came of it. `shown`: everyone sees that name. `none`: no counted signature has that number.
 * `too-many`: enough for a day. `already`: it is open as it is.
 */
export type Opened = { id: number; already: boolean } | 'shown' | 'none' | 'too-many'

/** What somebody typed to open a signer, cleaned; or what is wrong with it. */
export function readOpening(typed: Record<string, string>): Opening | { problems: Problems } {
  const number = cleanLine(typed.number ?? '').replaceAll(/[#,\s]/g, '')
  const reason = cleanLine(typed.reason ?? '')
  const { length } = reason
  const problems: Problems = {
    ...(!/^[1-9]\d{0,8}$/.test(number) && { number: 'Give the signatory number, such as 212.' }),
    ...(length < SHORTEST_REASON && {
      reason: 'Say in a sentence why you need to know who it is.',
    }),
    ...(length > LONGEST_REASON && {
      reason: `The reason must be ${LONGEST_REASON} characters or fewer (now ${length}).`,
    }),
  }
  return Object.keys(problems).length > 0 ? { problems } : { number: Number(number), reason }
}

/**
 * Opens a signer whose name is not shown, until the end of the second working day: one case at a
 * time for a signature, and a few a day for whoever opens them. Written down with its reason.
 */
export async function openSigner(
  db: D1Database,
  letterId: number,
  { number, reason }: Opening,
  by: number,
  now: Date
): Promise<Opened> {
  const at = now.getTime()
  const done = { letterId, accountId: by, act: 'open-signer', detail: { number, reason } }
  const [opened, , found] = await db.batch<{ id: number | null; shown: number }>([
    db
      .prepare(
        `INSERT INTO opened_signer
           (letter_id, signature_id, number, reason, opened_at, opened_by, ends_at)
         SELECT letter_id, id, number, ?3, ?4, ?5, ?6 FROM signature
         WHERE letter_id = ?1 AND number = ?2 AND state = 'counted' AND public = 0
           AND NOT EXISTS (SELECT 1 FROM opened_signer
                           WHERE signature_id = signature.id AND closed_at IS NULL
                             AND ends_at > ?4)
           AND ?7 > (SELECT count(*) FROM audit
                     WHERE account_id = ?5 AND act = 'open-signer' AND at > ?8)
         RETURNING id, 0 AS shown`
      )
      .bind(
        letterId,
        number,
        reason,
        at,
        by,
        endOfWorkingDay(now, OPEN_WORKING_DAYS),
        MOST_A_DAY,
        at - DAY_MS
      ),
    auditIfChanged(db, done, now),
    db
      .prepare(
        `SELECT (SELECT id FROM opened_signer
                 WHERE signature_id = signature.id AND closed_at IS NULL AND ends_at > ?3) AS id,
                0 AS shown
         FROM signature
         WHERE letter_id = ?1 AND number = ?2 AND state = 'counted' AND public = 0
         UNION ALL
         SELECT NULL, 1 FROM signature
         WHERE letter_id = ?1 AND number = ?2 AND state = 'counted' AND public = 1`
      )
      .bind(letterId, number, at),
  ])
  const mine = opened?.results[0]?.id
  if (mine) return { id: mine, already: false }
  const there = found?.results[0]
  if (!there) return 'none'
  if (there.shown === 1) return 'shown'
  return there.id === null ? 'too-many' : { id: there.id, already: true }
}
