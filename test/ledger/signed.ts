import { toBase64 } from '../../src/ledger/bytes'
import { checkpointText } from '../../src/ledger/checkpoint'
import { encodeEntry, type Entry } from '../../src/ledger/entry'
import { formatNote, signNote, type NoteSigner } from '../../src/ledger/note'
import { encodeBundle } from '../../src/ledger/tile'
import { formatTlogProof } from '../../src/ledger/tlog-proof'
import { verifierKey } from '../../src/ledger/vkey'
import { treesOver } from './rfc6962'
import { leafOf } from './stranger'

export const UUID = '00112233-4455-6677-8899-aabbccddeeff'
export const ORIGIN = `letters.example/ledger/${UUID}`
export const HOUR = 490_896

/** Bytes of an entry of the letter, in the hour that most of these tests play in. */
export function an(entry: Entry, hour = HOUR, letterUuid = UUID): Uint8Array {
  return encodeEntry(letterUuid, hour, entry)
}

export const aText = (edition = 1) => an({ type: 'text', edition, textHash: hashLike(edition) })

export const aConfirm = (edition = 1) => {
  return an({ type: 'confirm', edition, commitment: hashLike(0xc0) })
}

export function aSummary(confirmed: number, withdrawn = 0, removed = 0): Uint8Array {
  return an({ type: 'summary', totals: { confirmed, withdrawn, removed } })
}

/** 32 bytes, where it does not matter which. */
export function hashLike(byte: number): Uint8Array {
  return new Uint8Array(32).fill(byte)
}

/** A key of its own under a ledger's name. */
export async function aSigner(origin = ORIGIN): Promise<NoteSigner> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('There is no pair of keys.')
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey)
  if (!(raw instanceof ArrayBuffer)) throw new Error('The key is not bytes.')
  return { ...(await verifierKey(origin, new Uint8Array(raw))), privateKey: pair.privateKey }
}

/** What someone who holds these entries and the keys of their ledger can publish. */
export async function aLedgerOf(entries: Uint8Array[], ...signers: NoteSigner[]) {
  const keys = signers.length > 0 ? signers : [await aSigner()]
  const trees = treesOver(await Promise.all(entries.map((entry) => leafOf(entry))))

  const checkpoint = async (size = entries.length) => {
    const origin = keys[0]?.name ?? ''
    const text = checkpointText({ origin, size, root: await trees.root(size) })
    return formatNote(text, await signNote(text, keys))
  }
  const proof = async (index: number, size = entries.length) => ({
    extra: null,
    index,
    hashes: await trees.path(index, size),
    checkpoint: await checkpoint(size),
  })
  return {
    keys,
    entries,
    checkpoint,
    proof,
    /** The proof of an entry as a text that carries the entry, as that of a total does. */
    proofWith: async (index: number, size = entries.length) => {
      const extra = entries[index] ?? new Uint8Array()
      return formatTlogProof({ ...(await proof(index, size)), extra })
    },
    /** An entry as receipts hold it. */
    held: async (index: number, size = entries.length) => ({
      entry: toBase64(entries[index] ?? new Uint8Array()),
      index,
      proof: formatTlogProof(await proof(index, size)),
    }),
    reader: {
      checkpoint: () => checkpoint(),
      bundle: async ({ number, width }: { number: number; width: number }) => {
        return encodeBundle(entries.slice(number * 256, number * 256 + width))
      },
    },
  }
}

/** All that become of bytes if one bit of them is changed, with where that was. */
export function* withOneBitChanged(bytes: Uint8Array, bits = [1, 2, 4, 8, 16, 32, 64, 128]) {
  for (let at = 0; at < bytes.length; at++) {
    for (const bit of bits) {
      const changed = Uint8Array.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ bit
      yield { at, changed }
    }
  }
}
