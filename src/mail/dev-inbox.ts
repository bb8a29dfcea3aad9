import type { Mailer, Message } from './message'

/** A mail that would have been sent. `created_at` is RFC 3339. */
export type DevMail = {
  id: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  created_at: string
}

/** Keeps mail in the database instead of sending it: for development. */
export function devInbox(db: D1Database): Mailer {
  return {
    everyMs: 0,
    async send(messages, idempotencyKey, now) {
      const mails = messages.map((message, place) => kept(message, idempotencyKey, place))
      await db
        .prepare(
          `INSERT INTO dev_mail (id, to_address, subject, text, html, headers, created_at)
           SELECT value->>'id', value->>'to', value->>'subject', value->>'text', value->>'html',
                  value->>'headers', ?2
           FROM json_each(?1) WHERE true
           ON CONFLICT DO NOTHING`
        )
        .bind(JSON.stringify(mails), now.getTime())
        .run()
      return { results: mails.map(({ id }) => ({ accepted: id })) }
    },
  }
}

/** The newest 200 mails, of everybody or of one address. */
export async function listDevMail(db: D1Database, to?: string): Promise<DevMail[]> {
  const { results } = await db
    .prepare(
      `SELECT id, to_address, subject, text, html, headers, created_at FROM dev_mail
       WHERE ?1 IS NULL OR lower(to_address) = lower(?1)
       ORDER BY created_at DESC, rowid DESC LIMIT 200`
    )
    .bind(to ?? null)
    .all<DevMailRow>()
  return results.map(devMail)
}

export async function findDevMail(db: D1Database, id: string): Promise<DevMail | null> {
  const row = await db
    .prepare(
      `SELECT id, to_address, subject, text, html, headers, created_at
       FROM dev_mail WHERE id = ?`
    )
    .bind(id)
    .first<DevMailRow>()
  return row && devMail(row)
}

type DevMailRow = Omit<DevMail, 'to' | 'headers' | 'created_at'> & {
  to_address: string
  headers: string
  created_at: number
}

/** The same batch again makes the same ids, which may stand in an address. */
function kept({ from, headers, ...message }: Message, idempotencyKey: string, place: number) {
  const id = `${idempotencyKey.replaceAll('/', '-')}-${place}`
  return { ...message, id, headers: { From: from, ...headers } }
}

function devMail({ to_address, headers, created_at, ...row }: DevMailRow): DevMail {
  return {
    ...row,
    to: to_address,
    headers: JSON.parse(headers),
    created_at: new Date(created_at).toISOString(),
  }
}
