/** Something that a steward must look at. */
export type Alarm = { kind: string; letterId: number | null; detail: string }

/**
 * Raises an alarm: a row that turns /healthz red, and a mail to each steward in the same batch. One
 * that is already open is not raised twice.
 */
export async function raiseAlarm(db: D1Database, stewards: string[], alarm: Alarm, now: Date) {
  const { kind, letterId, detail } = alarm
  const mails = stewards.map((address) => ({ id: crypto.randomUUID(), address }))
  await db.batch([
    db
      .prepare(
        `INSERT OR IGNORE INTO alarm (kind, letter_id, detail, raised_at) VALUES (?, ?, ?, ?)`
      )
      .bind(kind, letterId, detail, now.getTime()),
    db
      .prepare(
        `INSERT INTO outbox (id, asked, letter_id, address, details, next_at, created_at)
         SELECT value->>'id', 'alarm', ?2, value->>'address', ?3, ?4, ?4
         FROM json_each(?1) WHERE changes() > 0`
      )
      .bind(JSON.stringify(mails), letterId, JSON.stringify({ kind, detail }), now.getTime()),
  ])
}

/** What is open, in words. */
export async function listAlarms(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT kind, detail FROM alarm WHERE cleared_at IS NULL ORDER BY raised_at LIMIT 20')
    .all<{ kind: string; detail: string }>()
  return results.map(({ kind, detail }) => `${kind}: ${detail}`)
}
