import type { Claim } from './claim'
import { problemIn } from './problem'

const FIRST_WAIT_MS = 10 * 1000
const LONGEST_WAIT_MS = 60 * 60 * 1000

export type Failure = { reason: string; ambiguous: boolean; retryAfterMs: number | null }

/**
 * Lets a batch wait and be tried again as it is: twice as long each time, or as long as the
 * provider says. Returns the wait. `random` keeps many from coming back at once.
 */
export async function putBack(
  db: D1Database,
  { batch, attempts }: Claim,
  { reason, ambiguous, retryAfterMs }: Failure,
  random: () => number,
  now: Date
): Promise<number> {
  const backoff = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS)
  const wait = Math.max(retryAfterMs ?? 0, Math.round(backoff * (0.5 + random() / 2)))
  // A clear no means that nothing went out, so the key's lifetime has not begun.
  await db
    .prepare(
      `UPDATE outbox SET next_at = ?2, lease_until = NULL, problem = ?3,
                         tried_at = iif(?4 AND tried_at = ?5, NULL, tried_at)
       WHERE batch = ?1 AND state = 'claimed'`
    )
    .bind(batch, now.getTime() + wait, problemIn(reason), ambiguous ? 0 : 1, now.getTime())
    .run()
  return wait
}
