import { question, type Question } from '../ask'
import { domainOf, isAt } from '../mailbox'
import type { KeptSignature } from '../signatures/find'
import { isFreeMail } from '../free-mail'
import { urnsIn } from '../signatures/urns'

/** A school that a signer named, whose own mailboxes are known by their domain. */
export type KnownSchool = { urn: number; name: string; town: string | null; domain: string }

/** Those of a signature, in its order. */
export function knownSchools(db: D1Database, signatureId: string): Question<KnownSchool[]> {
  return question<KnownSchool, KnownSchool[]>(
    db
      .prepare(
        `SELECT school.urn, school.name, town, domain
         FROM signature CROSS JOIN json_each('[' || replace(urns, ' ', ',') || ']') AS named
         JOIN school ON school.urn = named.value
         WHERE signature.id = ? AND domain IS NOT NULL ORDER BY named.key`
      )
      .bind(signatureId),
    (rows) => rows
  )
}

/**
 * Could another mailbox raise what stands behind a signature's role. `isHead`: the role counts as
 * one of a head, which alone can be a named one.
 */
export function mayAddMailbox(
  { state, salt, assurance, assuredBecause, mailboxUrns }: KeptSignature,
  isHead: boolean,
  schools: KnownSchool[]
): boolean {
  if (state !== 'counted' || salt === null || schools.length === 0) return false
  if (assurance === 'self-declared') return true
  const behind = urnsIn(mailboxUrns)
  const isOneLeft = schools.some(({ urn }) => !behind.includes(urn))
  const mayBeNamed = assuredBecause === 'mailbox-not-heads' || isOneLeft
  return assurance === 'school-mailbox' && isHead && mayBeNamed
}

/** Those of these schools whose mailbox an address is. */
export function schoolsAt(address: string, schools: KnownSchool[]): KnownSchool[] {
  const domain = domainOf(address)
  return isFreeMail(domain) ? [] : schools.filter((school) => isAt(domain, school.domain))
}
