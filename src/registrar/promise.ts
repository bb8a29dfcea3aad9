import type { Asked, CaseNews, NameNews, PromisedMail } from '../mail/outbox'
import { unseal } from '../seal'
import type { Group } from './group'
import type { SignatureRow } from './row'

/** Mail about a signature, for the batch that makes it true. */
export function promise(
  asked: Asked,
  group: Group,
  row: SignatureRow,
  address: string
): PromisedMail {
  return {
    id: crypto.randomUUID(),
    asked,
    letterId: group.letter.id,
    signatureId: row.id,
    toKey: row.emailKey,
    address,
  }
}

/** Promises mail about a change, where the signer's address is kept. */
export async function promiseIfKept(
  asked: Asked,
  group: Group,
  master: Uint8Array,
  row: SignatureRow,
  details?: NameNews | CaseNews
) {
  const address = row.keptAddress && (await unseal(master, 'kept-address', row.keptAddress))
  if (address) group.mails.push({ ...promise(asked, group, row, address), details })
}
