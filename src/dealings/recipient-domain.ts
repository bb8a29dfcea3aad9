import { auditIfChanged } from '../desk/audit'
import { cleanLine } from '../desk/clean-text'
import type { Doing } from '../desk/team'
import { domainOf } from '../mailbox'
import { emailAddress } from '../signatures/address'
import { isFreeMail } from '../free-mail'

const EVERYBODYS = /^(ac|co|gov|ltd|me|mod|net|nhs|org|plc|police|sch)\.uk$/

/** A domain as typed, or that of an address; null: none. Or what is wrong with it. */
export function readDomain(typed: string): { domain: string | null } | { problem: string } {
  const text = cleanLine(typed)
  if (text === '') return { domain: null }
  const read = emailAddress.safeParse(`a@${domainOf(text)}`)
  if (!read.success) return { problem: 'Give a domain such as inspectorate.example.org.' }
  const domain = domainOf(read.data)
  return isFreeMail(domain) || EVERYBODYS.test(domain)
    ? { problem: 'Anybody can have a mailbox there. Give the recipient’s own domain, or none.' }
    : { domain }
}

/** Is a domain the recipient's, or under it. */
export function isRecipients(domain: string, recipient: string | null): boolean {
  return recipient !== null && `.${domain}`.endsWith(`.${recipient}`)
}

/** Sets where a letter's recipient has its mailboxes, if that is still what it was seen to be. */
export async function setRecipientDomain(
  db: D1Database,
  by: Doing,
  was: string | null,
  domain: string | null,
  now: Date
): Promise<boolean> {
  const [set] = await db.batch([
    db
      .prepare('UPDATE letter SET recipient_domain = ?2 WHERE id = ?1 AND recipient_domain IS ?3')
      .bind(by.letterId, domain, was),
    auditIfChanged(db, { ...by, act: 'set-recipient-domain', detail: { domain } }, now),
  ])
  return set?.meta.changes === 1
}
