const TIME_OUT_MS = 5 * 1000
const WEEK_MS = 7 * 24 * 60 * 60 * 1000

type Untold = { id: number; kind: string; letter: string | null; detail: string; raisedAt: number }

/**
 * Tells ALERT_URL of every alarm it has not taken yet, at least once each: for every minute. Mail to
 * the stewards may be what failed. Nothing waits for it, and an address that fails fails quietly.
 */
export async function sendAlerts(db: D1Database, url: string | undefined, now: Date) {
  if (!url) return
  const { results } = await db
    .prepare(
      `SELECT alarm.id, kind, slug AS letter, detail, raised_at AS raisedAt
       FROM alarm LEFT JOIN letter ON letter.id = letter_id
       WHERE alerted_at IS NULL AND (cleared_at IS NULL OR raised_at > ?)
       ORDER BY raised_at LIMIT 20`
    )
    .bind(now.getTime() - WEEK_MS)
    .all<Untold>()
  const taken = await Promise.all(results.map((alarm) => isTaken(url, alarm)))
  const ids = results.filter((_, i) => taken[i]).map(({ id }) => id)
  if (ids.length === 0) return

  await db
    .prepare('UPDATE alarm SET alerted_at = ? WHERE id IN (SELECT value FROM json_each(?))')
    .bind(now.getTime(), JSON.stringify(ids))
    .run()
}

async function isTaken(url: string, { kind, letter, detail, raisedAt }: Untold): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind, letter, detail, raised_at: new Date(raisedAt).toISOString() }),
      // A redirect followed would be a GET, and say yes to an alarm that nobody got.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIME_OUT_MS),
    })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
