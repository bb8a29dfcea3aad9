import type { Arrival } from '../gate/arrival'
import type { Risk } from '../gate/risk'
import { keepTrace } from '../gate/trace'
import { countIn } from '../gate/windows'
import type { Letter } from '../letters/letter'
import { requestMail, type Scheduled } from '../mail/outbox'
import { scheduledIn, takeTurn } from '../mail/turn'
import { addressKey } from '../mailbox'
import { keepConsent } from './consent'
import { newSignatureId, type SignForm } from './signature'
import { urnsAsText } from './urns'

/** A mailed link works for this long: half-term, slow filters. */
export const LINK_MS = 14 * 24 * 60 * 60 * 1000

/** How a signature came in, and why it may not be its person’s. */
export type CameIn = {
  arrival: Arrival
  risk: Risk | null
  /** From a school’s mail domain, or from what stewards know. */
  isKnown?: boolean
}

/**
 * Records a pending signature, how it came in, and asks for its mail. Nobody is looked up: someone who
 * has already signed gets the same answer as someone new, and the mail tells them apart. One D1 call.
 * Returns when that mail may go; null if no further mail may.
 */
export async function sign(
  db: D1Database,
  { MASTER_KEY, STEWARDS }: { MASTER_KEY: Uint8Array; STEWARDS: string[] },
  letter: Letter,
  form: SignForm,
  { arrival, risk, isKnown = false }: CameIn,
  now: Date
): Promise<Scheduled | null> {
  const id = newSignatureId(letter.id)
  const emailKey = await addressKey(MASTER_KEY, form.email)
  const mail = {
    id: crypto.randomUUID(),
    asked: 'confirm' as const,
    letterId: letter.id,
    signatureId: id,
    toKey: emailKey,
    address: form.email,
  }
  const { domain: key, ownDomain: domain } = arrival
  const turn = key !== null && domain !== null && { mailId: mail.id, domain, key, isSigning: true }
  const results = await db.batch<Scheduled>([
    ...(await insertPending(db, letter, form, { id, emailKey, risk }, now)),
    keepTrace(db, { id, letterId: letter.id, at: now.getTime(), isKnown }, arrival),
    countIn(db, letter.id, arrival, now),
    requestMail(db, mail, now),
    ...(turn ? await takeTurn(db, turn, STEWARDS, now) : []),
  ])
  return scheduledIn(results)
}

/** The statements that record a pending signature, and count it among those that wait. */
export async function insertPending(
  db: D1Database,
  letter: Letter,
  form: SignForm,
  { id, emailKey, risk }: { id: string; emailKey: string; risk?: Risk | null },
  now: Date
): Promise<D1PreparedStatement[]> {
  const consent = await keepConsent(db, letter)
  return [
    consent.statement,
    db
      .prepare(
        `INSERT INTO signature (id, letter_id, state, edition, name, role, role_other, school,
           country, public, updates, email, email_key, consent_id, created_at, expires_at, urns,
           risk)
         SELECT ?1, ?2, 'pending', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, consent.id, ?14, ?15,
                ?16, ?17
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
        urnsAsText(form.urn),
        risk ? JSON.stringify(risk) : null
      ),
    db
      .prepare(
        `INSERT INTO waiting (letter_id, state, n, came) VALUES (?, 'pending', 1, 1)
         ON CONFLICT (letter_id, state) DO UPDATE SET n = n + 1, came = came + 1`
      )
      .bind(letter.id),
  ]
}
