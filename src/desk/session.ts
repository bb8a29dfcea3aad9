import { question, type Question } from '../ask'
import { asAccount, type Account, type AccountRow } from './account'

/** Without a request for this long a session is over. Its cookie says when the newest was. */
export const IDLE_MS = 30 * 60 * 1000
/** However busy, it is over after this long. */
export const LONGEST_MS = 12 * 60 * 60 * 1000

/** Somebody signed in, in one browser. */
export type Session = {
  hash: string
  browser: string
  createdAt: number
  seenAt: number
  /** Until then destructive acts are allowed without another code; null: a code is needed. */
  freshUntil: number | null
}

type SessionRow = Session & { account_id: number }

/** The session of a secret and whose it is, unless it was ended or is older than sessions get. */
export async function sessionOf(
  db: D1Database,
  secret: string,
  now: Date
): Promise<Question<{ session: Session; account: Account } | null>> {
  return question<SessionRow & AccountRow, { session: Session; account: Account } | null>(
    db
      .prepare(
        `SELECT hash, browser, session.created_at AS createdAt, seen_at AS seenAt,
                fresh_until AS freshUntil, account.id, address, address_key, name, launching,
                asked_at AS askedAt, answer
         FROM session JOIN account ON account.id = session.account_id
         WHERE hash = ? AND session.created_at > ?`
      )
      .bind(await hashOf(secret), now.getTime() - LONGEST_MS),
    ([row]) => {
      if (!row) return null
      const { hash, browser, createdAt, seenAt, freshUntil } = row
      return { session: { hash, browser, createdAt, seenAt, freshUntil }, account: asAccount(row) }
    }
  )
}

/**
 * Notes that somebody sent a form in a session, once a minute at most. Pages that are only read
 * write nothing.
 */
export async function noteUse(
  db: D1Database,
  secret: string,
  now: Date
): Promise<Question<undefined>> {
  return question(
    db
      .prepare('UPDATE session SET seen_at = ?2 WHERE hash = ?1 AND seen_at <= ?2 - 60000')
      .bind(await hashOf(secret), now.getTime()),
    () => undefined
  )
}

/** The sessions of an account, the newest first. */
export function sessionsOf(db: D1Database, accountId: number, now: Date): Question<Session[]> {
  return question<Session, Session[]>(
    db
      .prepare(
        `SELECT hash, browser, created_at AS createdAt, seen_at AS seenAt, fresh_until AS freshUntil
         FROM session WHERE account_id = ? AND created_at > ? ORDER BY created_at DESC`
      )
      .bind(accountId, now.getTime() - LONGEST_MS),
    (sessions) => sessions
  )
}

/** 256 random bits, as text for a cookie. */
export function newSecret(): string {
  return crypto
    .getRandomValues(new Uint8Array(32))
    .toBase64({ alphabet: 'base64url', omitPadding: true })
}

/** How a secret is kept: its SHA-256, in base64url. Secrets are random, so that is enough. */
export async function hashOf(secret: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))
  return new Uint8Array(bytes).toBase64({ alphabet: 'base64url', omitPadding: true })
}
