import type { Letter } from '../letters/letter'
import { MANAGE_LINK_MS } from '../link'
import { sendNoticeIfChanged } from '../mail/send-notice'
import { addressKey, domainOf } from '../mailbox'
import { newSignatureId } from '../signatures/signature'
import { fold, ORGANISATION_LINK_MS, type OrganisationForm } from './organisation'

const DAY_MS = 24 * 60 * 60 * 1000

/** So many organisations may be begun with one address in 24 hours, on all letters together. */
const A_DAY = 6

/**
 * Notes what somebody types for an organisation, and promises them the mail that confirms it.
 * Nothing is looked up. Past the cap, or if the address once answered this letter's mail with "this
 * wasn't me", nothing is written; whoever asked can't tell.
 */
export async function signForOrganisation(
  db: D1Database,
  master: Uint8Array,
  { id: letterId, edition, title }: Pick<Letter, 'id' | 'edition' | 'title'>,
  form: OrganisationForm,
  now: Date
): Promise<void> {
  const id = newSignatureId(letterId)
  const at = now.getTime()
  const worksUntil = at + ORGANISATION_LINK_MS
  const until = at + MANAGE_LINK_MS
  await db.batch([
    db
      .prepare(
        `INSERT INTO organisation (id, letter_id, state, edition, name, folded, place, url, person,
           role, email, email_key, domain, updates, created_at, expires_at)
         SELECT ?1, ?2, 'pending', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15
         WHERE ?17 > (SELECT count(*) FROM organisation
                      WHERE email_key = ?11 AND created_at > ?14 - ?16)
           AND NOT EXISTS (SELECT 1 FROM suppression WHERE letter_id = ?2 AND email_key = ?11)`
      )
      .bind(
        id,
        letterId,
        edition,
        form.organisation,
        fold(form.organisation),
        form.place,
        form.url,
        form.name,
        form.role,
        form.email,
        await addressKey(master, form.email),
        domainOf(form.email),
        form.updates ? 1 : 0,
        at,
        worksUntil,
        DAY_MS,
        A_DAY
      ),
    sendNoticeIfChanged(
      db,
      { notice: 'organisation-link', id, title, worksUntil, until },
      [form.email],
      now
    ),
  ])
}
