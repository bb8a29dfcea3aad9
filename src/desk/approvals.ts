import { question, type Question } from '../ask'
import { sendNoticeIfChanged } from '../mail/send-notice'
import { auditIfChanged } from './audit'

const SHOWN = 50

/** Somebody who waits for leave to launch. */
export type Waiting = {
  accountId: number
  address: string
  name: string | null
  askedAt: number
  /** The letter to be read first; null: it is gone. */
  letterId: number | null
  title: string | null
}

/** Who waits, longest first. */
export function waitingToLaunch(db: D1Database): Question<Waiting[]> {
  return question<Waiting, Waiting[]>(
    db
      .prepare(
        `SELECT account.id AS accountId, address, name, asked_at AS askedAt,
                letter.id AS letterId, coalesce(nullif(letter.title, ''), draft.title) AS title
         FROM account
         LEFT JOIN letter ON letter.id = asked_for
         LEFT JOIN draft ON draft.letter_id = letter.id
         WHERE launching = 'asked' ORDER BY asked_at LIMIT ?`
      )
      .bind(SHOWN),
    (rows) => rows
  )
}

type Decision = { allowed: boolean; words: string }

/**
 * Allows somebody to launch, or refuses it, and tells them in the same batch. False: it was decided
 * meanwhile, or they no longer ask.
 */
export async function decideApproval(
  db: D1Database,
  stewardId: number,
  { accountId, address, letterId }: Waiting,
  { allowed, words }: Decision,
  now: Date
): Promise<boolean> {
  const act = allowed ? 'allow-launch' : 'refuse-launch'
  const done = { letterId, accountId: stewardId, asSteward: true, act, detail: { who: accountId } }
  const notice = { notice: 'approval-decided' as const, allowed, words, letterId }
  const [decided] = await db.batch([
    db
      .prepare(`UPDATE account SET launching = ?, answer = ? WHERE id = ? AND launching = 'asked'`)
      .bind(allowed ? 'allowed' : 'refused', words || null, accountId),
    auditIfChanged(db, done, now),
    sendNoticeIfChanged(db, notice, [address], now),
  ])
  return Boolean(decided?.meta.changes)
}
