import type { Notice } from '../mail/notice'
import { addressKey } from '../mailbox'
import { letterIdOf } from '../signatures/signature'
import { CLAIM_MS, newClaimId } from './claim'

const DAY_MS = 24 * 60 * 60 * 1000

/** So many mailboxes may be asked for one signature in 24 hours, and so many mails go to one. */
const A_DAY = 3

/**
 * Notes that a signer gives an address as their school mailbox, and promises it the mail that asks
 * there. The row is the same whether or not a mail goes: none does past the cap, nor to who once
 * answered the letter, or this signature, with "this wasn't me". `too-many`: the signer's own cap.
 */
export async function askSchoolMailbox(
  db: D1Database,
  master: Uint8Array,
  signatureId: string,
  address: string,
  now: Date
): Promise<'asked' | 'too-many'> {
  const id = newClaimId(signatureId)
  const at = now.getTime()
  const worksUntil = at + CLAIM_MS
  const [noted] = await db.batch([
    db
      .prepare(
        `INSERT INTO mailbox_claim (id, letter_id, signature_id, address, email_key, is_mailed,
           created_at, expires_at)
         SELECT ?1, ?2, ?3, ?4, ?5,
           ?9 > (SELECT count(*) FROM outbox
                 WHERE to_key = ?5 AND asked = 'notice' AND created_at > ?6 - ?8)
           AND NOT EXISTS (SELECT 1 FROM suppression WHERE letter_id = ?2 AND email_key = ?5)
           AND NOT EXISTS (SELECT 1 FROM mailbox_claim
                           WHERE signature_id = ?3 AND email_key = ?5 AND expires_at IS NULL),
           ?6, ?7
         WHERE ?9 > (SELECT count(*) FROM mailbox_claim
                     WHERE signature_id = ?3 AND created_at > ?6 - ?8)`
      )
      .bind(
        id,
        letterIdOf(signatureId),
        signatureId,
        address,
        await addressKey(master, address),
        at,
        worksUntil,
        DAY_MS,
        A_DAY
      ),
    promise(db, { notice: 'school-mailbox', id, worksUntil }),
  ])
  return noted?.meta.changes === 1 ? 'asked' : 'too-many'
}

/** Its key stays after the mail has gone, for the cap: erasing the signature must not lift that. */
function promise(db: D1Database, notice: Notice & { id: string }): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO outbox (id, asked, to_key, address, details, next_at, created_at)
       SELECT id, 'notice', email_key, address, ?2, created_at, created_at
       FROM mailbox_claim WHERE id = ?1 AND is_mailed = 1`
    )
    .bind(notice.id, JSON.stringify(notice))
}
