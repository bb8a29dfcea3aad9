import { maskedAddress, newSalt } from '../ledger/commitment'
import { domainKey } from '../mailbox'
import type { SignatureRow } from './row'

/**
 * What stays of an address when the address itself goes. The masked address is made under this, the
 * first salt, and stays that text when a signature is signed again under another.
 */
export async function identityOf(
  master: Uint8Array,
  address: string
): Promise<Pick<SignatureRow, 'salt' | 'addressMac' | 'domainKey'>> {
  const salt = newSalt()
  return {
    salt: saltText(salt),
    addressMac: await maskedAddress(salt, address),
    domainKey: await domainKey(master, address),
  }
}

/** A salt for one more CONFIRM, as rows hold it. The one before it is then nowhere any more. */
export function freshSalt(): string {
  return saltText(newSalt())
}

function saltText(salt: Uint8Array): string {
  return salt.toBase64({ alphabet: 'base64url', omitPadding: true })
}
