import { domainKey, domainOf, isAt } from '../mailbox'
import { isFreeMail } from '../free-mail'

/**
 * Does whoever reads mail at this address have it where the signer of a signature has theirs, or at
 * a school that the signer names, as the register knows its mailboxes; never at a domain that is
 * everybody's. Of the signer's own address only a keyed hash of the domain is left.
 */
export async function isFromSchool(
  master: Uint8Array,
  signature: { domainKey: string | null; domains: string[] },
  address: string
): Promise<boolean> {
  const domain = domainOf(address)
  if (isFreeMail(domain)) return false
  if (signature.domains.some((one) => isAt(domain, one))) return true
  return signature.domainKey !== null && signature.domainKey === (await domainKey(master, address))
}
