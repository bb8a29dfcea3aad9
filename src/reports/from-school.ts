import { domainKey, domainOf } from '../mailbox'
import { isFreeMail } from '../signatures/free-mail'

/**
 * Does whoever reads mail at this address have it where the signer of a signature has theirs, at a
 * domain that is not everybody's. Of the signer's address only a keyed hash of the domain is left.
 */
export async function isFromSchool(
  master: Uint8Array,
  signature: { domainKey: string | null },
  address: string
): Promise<boolean> {
  if (signature.domainKey === null || isFreeMail(domainOf(address))) return false
  return signature.domainKey === (await domainKey(master, address))
}
