import { question, type Question } from '../ask'
import type { Claim } from './claim'
import { problemIn } from './problem'

const FIRST_WAIT_MS = 10 * 1000

/** So that mail flows again soon after the provider does. */
const LONGEST_REST_MS = 5 * 60 * 1000

/** A batch that fails again and again may itself be why: it steps aside for others. */
const LONGEST_WAIT_MS = 60 * 60 * 1000

export type Failure = { reason: string; ambiguous: boolean; retryAfterMs: number | null }

/** Since when the provider has taken nothing, how often it was asked, and when it is asked again. */
export type Outage = { since: number; failures: number; resumeAt: number; problem: string }

/** The outage that mail is in, if it is in one. */
export function outageOf(db: D1Database): Question<Outage | null> {
  return question<Outage, Outage | null>(
    db.prepare('SELECT since, failures, resume_at AS resumeAt, problem FROM outage'),
    ([outage]) => outage ?? null
  )
}

/**
 * Lets a batch wait, to be tried again as it is, and all other mail with it: twice as long each
 * time, or as long as the provider says. Returns the rest. `random` keeps many from coming back at
 * once.
 */
export async function beginOutage(
  db: D1Database,
  { batch, attempts }: Pick<Claim, 'batch' | 'attempts'>,
  { reason, ambiguous, retryAfterMs }: Failure,
  known: Outage | null,
  random: () => number,
  now: Date
): Promise<number> {
  const jitter = 0.5 + random() / 2
  const backoff = Math.min(doubling(known?.failures ?? 0), LONGEST_REST_MS) * jitter
  const rest = Math.round(retryAfterMs && !ambiguous ? retryAfterMs : max(retryAfterMs, backoff))
  const own = Math.min(doubling(attempts - 1), LONGEST_WAIT_MS) * jitter
  const wait = ambiguous ? Math.round(max(rest, own)) : rest
  const at = now.getTime()
  await db.batch([
    // A clear no means that nothing went out, so the key's lifetime has not begun.
    db
      .prepare(
        `UPDATE outbox SET lease_until = ?2, problem = ?3,
                           tried_at = iif(?4 AND tried_at = ?5, NULL, tried_at)
         WHERE batch = ?1 AND state = 'claimed'`
      )
      .bind(batch, at + wait, problemIn(reason), ambiguous ? 0 : 1, at),
    db
      .prepare(
        `INSERT INTO outage (id, since, failures, resume_at, problem) VALUES (1, ?1, 1, ?2, ?3)
         ON CONFLICT DO UPDATE SET failures = failures + 1, resume_at = ?2, problem = ?3`
      )
      .bind(at, at + rest, problemIn(reason)),
  ])
  return rest
}

/**
 * Lets mail flow again. Batches that failed meanwhile are due at once, unless it was one batch that
 * failed once: then the fault may be its own.
 */
export async function endOutage(db: D1Database, { failures }: Outage, now: Date): Promise<void> {
  const over = db.prepare('DELETE FROM outage')
  await db.batch(failures > 1 ? [over, release(db, now)] : [over])
}

/** Lets the provider be asked at once: somebody has mended what was wrong. */
export async function tryNow(db: D1Database, now: Date): Promise<void> {
  await db.batch([
    db.prepare('UPDATE outage SET resume_at = ?').bind(now.getTime()),
    release(db, now),
  ])
}

function release(db: D1Database, now: Date): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE outbox SET lease_until = ?1
       WHERE state = 'claimed' AND lease_until > ?1 AND problem IS NOT NULL`
    )
    .bind(now.getTime())
}

function doubling(times: number): number {
  return FIRST_WAIT_MS * 2 ** times
}

function max(a: number | null, b: number): number {
  return Math.max(a ?? 0, b)
}
