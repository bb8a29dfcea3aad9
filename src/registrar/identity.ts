import { maskedAddress, newSalt } from '../ledger/commitment'
import { domainKey } from '../signatures/address'
import type { SignatureRow } from './row'

/** What stays of an address when the address itself goes. */
export async function identityOf(
  master: Uint8Array,
  address: string
): Promise<Pick<SignatureRow, 'salt' | 'addressMac' | 'domainKey'>> {
  const salt = newSalt()
  return {
    salt: salt.toBase64({ alphabet: 'base64url', omitPadding: true }),
    addressMac: await maskedAddress(salt, address),
    domainKey: await domainKey(master, address),
  }
}
