import { ask, question, type Question } from './ask'
import { queueMailsIfChanged } from './mail/outbox'

/** Something that a steward must look at. */
export type Alarm = { kind: string; letterId: number | null; detail: string }

/**
 * Raises an alarm: a row that turns /healthz red, and a mail to each steward in the same batch. One
 * that is already open is not raised twice.
 */
export async function raiseAlarm(db: D1Database, stewards: string[], alarm: Alarm, now: Date) {
  const { kind, letterId, detail } = alarm
  const mails = stewards.map((address) => ({
    id: crypto.randomUUID(),
    asked: 'alarm' as const,
    letterId,
    signatureId: null,
    toKey: null,
    address,
    details: { kind, detail },
  }))
  await db.batch([
    db
      .prepare(
        `INSERT OR IGNORE INTO alarm (kind, letter_id, detail, raised_at) VALUES (?, ?, ?, ?)`
      )
      .bind(kind, letterId, detail, now.getTime()),
    queueMailsIfChanged(db, mails, now),
  ])
}

/** An alarm whose cause is still there, and the letter that it is about, if it is about one. */
export type OpenAlarm = {
  kind: string
  slug: string | null
  detail: string
  raisedAt: number
  /** When the letter’s ledger last grew. */
  committedAt: number | null
}

/** What is open, the oldest first, and of very many the oldest. */
export function openAlarms(db: D1Database): Question<OpenAlarm[]> {
  return question<OpenAlarm, OpenAlarm[]>(
    db.prepare(
      `SELECT kind, slug, detail, raised_at AS raisedAt,
              (SELECT at FROM checkpoint WHERE checkpoint.letter_id = alarm.letter_id
               ORDER BY size DESC LIMIT 1) AS committedAt
       FROM alarm LEFT JOIN letter ON letter.id = letter_id
       WHERE cleared_at IS NULL ORDER BY raised_at LIMIT 20`
    ),
    (rows) => rows
  )
}

/** The same in words fit for everyone; the details are in the mail to the stewards. */
export async function listAlarms(db: D1Database): Promise<string[]> {
  const [open] = await ask(db, openAlarms(db))
  return open.map(({ kind, slug, raisedAt }) => {
    const about = slug ? ` of the letter ${slug}` : ''
    const stops = kind.startsWith('ledger-') ? ' Signing it is stopped.' : ''
    return `Alarm ${kind}${about} since ${new Date(raisedAt).toISOString()}.${stops}`
  })
}

/** Closes an alarm whose cause is gone, so that the site is well again. */
export async function clearAlarm(
  db: D1Database,
  { kind, letterId }: Pick<Alarm, 'kind' | 'letterId'>,
  now: Date
) {
  await db
    .prepare(
      'UPDATE alarm SET cleared_at = ? WHERE kind = ? AND letter_id IS ? AND cleared_at IS NULL'
    )
    .bind(now.getTime(), kind, letterId)
    .run()
}
