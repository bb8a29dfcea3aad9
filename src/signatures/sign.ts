import type { Letter } from '../letters/letter'
import { requestMail, type Scheduled } from '../mail/outbox'
import { addressKey } from '../mailbox'
import { keepConsent } from './consent'
import { newSignatureId, type SignForm } from './signature'
import { urnsAsText } from './urns'

/** A mailed link works for this long: half-term, slow filters. */
export const LINK_MS = 14 * 24 * 60 * 60 * 1000

/**
 * Records a pending signature and asks for its mail. Nobody is looked up: someone who has already
 * signed gets the same answer as someone new, and the mail tells them apart. One D1 call. Returns
 * when that mail may go; null if no further mail may.
 */
export async function sign(
  db: D1Database,
  master: Uint8Array,
  letter: Letter,
  form: SignForm,
  now: Date
): Promise<Scheduled | null> {
  const id = newSignatureId(letter.id)
  const emailKey = await addressKey(master, form.email)
  const mail = {
    id: crypto.randomUUID(),
    asked: 'confirm' as const,
    letterId: letter.id,
    signatureId: id,
    toKey: emailKey,
    address: form.email,
  }
  const results = await db.batch<Scheduled>([
    ...(await insertPending(db, letter, form, { id, emailKey }, now)),
    requestMail(db, mail, now),
  ])
  return results.at(-1)?.results[0] ?? null
}

/** The statements that record a pending signature, and count it among those that wait. */
export async function insertPending(
  db: D1Database,
  letter: Letter,
  form: SignForm,
  { id, emailKey }: { id: string; emailKey: string },
  now: Date
): Promise<D1PreparedStatement[]> {
  const consent = await keepConsent(db, letter)
  return [
    consent.statement,
    db
      .prepare(
        `INSERT INTO signature (id, letter_id, state, edition, name, role, role_other, school,
           country, public, updates, email, email_key, consent_id, created_at, expires_at, urns)
         SELECT ?1, ?2, 'pending', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, consent.id, ?14, ?15,
                ?16
         FROM consent WHERE consent.sha256 = ?13`
      )
      .bind(
        id,
        letter.id,
        form.edition,
        form.name,
        form.role,
        form.role_other ?? null,
        form.school ?? null,
        form.country,
        form.public ? 1 : 0,
        form.updates ? 1 : 0,
        form.email,
        emailKey,
        consent.sha256,
        now.getTime(),
        now.getTime() + LINK_MS,
        urnsAsText(form.urn)
      ),
    db
      .prepare(
        `INSERT INTO waiting (letter_id, state, n, came) VALUES (?, 'pending', 1, 1)
         ON CONFLICT (letter_id, state) DO UPDATE SET n = n + 1, came = came + 1`
      )
      .bind(letter.id),
  ]
}
