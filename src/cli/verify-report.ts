import { toBase64 } from '../ledger/bytes.ts'
import type { Checkpoint } from '../ledger/checkpoint.ts'
import type { Totals } from '../ledger/counts.ts'
import { toHex } from '../ledger/hex.ts'
import { formatVkey, type VerifierKey } from '../ledger/vkey.ts'
import { ukHour } from '../uk-time.ts'
import type { Trust } from './verify-keys.ts'
import { isLocal } from './verify-where.ts'
import { count, hourInUtc, number } from './verify-words.ts'

type Head = Checkpoint & { signedBy: VerifierKey[] }

/** The number, and what it is made of. */
export function sumLine({ live, confirmed, withdrawn, removed }: Totals): string {
  const parts = `${number(confirmed)} confirmed, ${number(withdrawn)} withdrawn, ${number(removed)} removed`
  return `${count(live, 'signature is', 'signatures are')} counted: ${parts}.`
}

/** Which ledger, as of when, signed by whom. `hour` is that of its last entry. */
export function headLines({ origin, size, root, signedBy }: Head, hour: number): string[] {
  const ids = signedBy.map(({ id }) => toHex(id))
  return [
    `As of: the last entry, made ${ukHour(hour)}`,
    `Ledger: ${origin}`,
    `Size: ${count(size, 'entry', 'entries')}`,
    `Root: ${toBase64(root)}`,
    `Signed by: ${ids.length === 1 ? 'key' : 'keys'} ${ids.join(' and ')}`,
  ]
}

/** Where the key came from, if it was not pinned, and how to pin it. */
export function aboutKeys(signedBy: VerifierKey[], { from }: Trust): string[] {
  if (from === null) return []
  return [
    '',
    `The key came from the site itself: ${from}`,
    ...(isProtected(new URL(from))
      ? []
      : ['It came without encryption: others may have changed it.']),
    'So this shows that the site agrees with itself. To hold it to this key from now on, add:',
    ...signedBy.map((key) => `  --vkey '${formatVkey(key)}'`),
  ]
}

function isProtected({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || isLocal(hostname)
}

/** The number for machines, under the names of the letter's JSON. */
export function totalsData({ live, confirmed, withdrawn, removed }: Totals) {
  return { counted: live, confirmed, withdrawn, removed }
}

export function headData({ origin, size, root, signedBy }: Head, hour: number, trust: Trust) {
  return {
    hour: hourInUtc(hour),
    ledger: { origin, size, root: toBase64(root) },
    ...keysData(signedBy, trust),
  }
}

/** `keys_from` is where the keys were fetched, or null if they were pinned. */
export function keysData(signedBy: VerifierKey[], { from }: Trust) {
  return { signed_by: signedBy.map(formatVkey), keys_from: from }
}
