import { createHash } from 'node:crypto'
import { toBase64, utf8 } from '../../src/ledger/bytes.ts'
import { checkpointText } from '../../src/ledger/checkpoint.ts'
import { encodeEntry, type Entry, type LedgerTotals } from '../../src/ledger/entry.ts'
import { formatNote, signNote, type NoteSigner } from '../../src/ledger/note.ts'
import { encodeBundle } from '../../src/ledger/tile.ts'
import { formatTlogProof } from '../../src/ledger/tlog-proof.ts'
import { verifierKey } from '../../src/ledger/vkey.ts'

export const UUID = '5b0e8f4e-6a52-4c5e-9d0a-0d7f3e1c2b4a'

export const TITLE = 'Inspect us with us'

const TEXT = `# ${TITLE}\n\nTo: the inspectors\n\nFrom: Some of us\n\n1. Inspect us with us.\n`

/** 6 June 2026, 13:00 UTC. */
export const HOUR = Date.UTC(2026, 5, 6, 13) / 3_600_000

/** What stands before the seed of an Ed25519 key in PKCS #8. */
const PKCS8_OF_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** What a letter's ledger is made of. It hashes and proves for itself, by the plain recursion. */
export class LedgerFixture {
  readonly entries: Uint8Array[] = []
  readonly totals: LedgerTotals = { confirmed: 0, withdrawn: 0, removed: 0 }
  readonly name: string
  /** Of its one edition. */
  readonly text: string
  hour = HOUR

  constructor(name: string, text = TEXT) {
    this.name = name
    this.text = text
    this.add({ type: 'text', edition: 1, textHash: sha256(utf8(text)) })
  }

  get size() {
    return this.entries.length
  }

  /** Appends an entry and returns its position. */
  add(entry: Entry): number {
    this.entries.push(encodeEntry(this.name.slice(-36), this.hour, entry))
    return this.size - 1
  }

  confirm(n = 1): number[] {
    this.totals.confirmed += n
    return Array.from({ length: n }, () => this.confirmWith(sha256(utf8(`${this.size}`))))
  }

  confirmWith(commitment: Uint8Array): number {
    return this.add({ type: 'confirm', edition: 1, commitment })
  }

  withdraw(target: number) {
    this.totals.withdrawn++
    this.add({ type: 'withdraw', target })
  }

  /** Ends a commit. `lie` is added to the number of confirmed ones. */
  sumUp(lie = 0) {
    const totals = { ...this.totals, confirmed: this.totals.confirmed + lie }
    this.add({ type: 'summary', totals })
    return this
  }

  /** As it was, or would go on otherwise. */
  copy(size = this.size): LedgerFixture {
    const copy = new LedgerFixture(this.name, this.text)
    copy.entries.splice(0, 1, ...this.entries.slice(0, size).map((entry) => entry.slice()))
    Object.assign(copy.totals, this.totals)
    copy.hour = this.hour
    return copy
  }

  root(size = this.size) {
    return rootOf(this.#leaves(size))
  }

  async checkpoint(signers: NoteSigner[], size = this.size) {
    const text = checkpointText({ origin: this.name, size, root: this.root(size) })
    return formatNote(text, await signNote(text, signers))
  }

  bundle(number: number, width: number) {
    return encodeBundle(this.entries.slice(number * 256, number * 256 + width))
  }

  async proofOf(index: number, signers: NoteSigner[], size = this.size, extra?: Uint8Array) {
    const hashes = pathOf(index, this.#leaves(size))
    const checkpoint = await this.checkpoint(signers, size)
    return formatTlogProof({ extra: extra ?? null, index, hashes, checkpoint })
  }

  total(signers: NoteSigner[], size = this.size) {
    return this.proofOf(size - 1, signers, size, this.entries[size - 1])
  }

  consistency(from: number, to: number): string {
    const hashes = subproof(from, this.#leaves(to), true)
    return hashes.map((hash) => `${toBase64(hash)}\n`).join('')
  }

  #leaves(size: number) {
    return this.entries.slice(0, size).map((entry) => sha256(Uint8Array.of(0), entry))
  }
}

/** A key of a ledger's, made from nothing but a seed. */
export async function signer(name: string, seed = 1): Promise<NoteSigner> {
  const pkcs8 = Buffer.concat([PKCS8_OF_ED25519, Buffer.alloc(32, seed)])
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign'])
  const { x = '' } = (await crypto.subtle.exportKey('jwk', privateKey)) as { x?: string }
  const key = await verifierKey(name, new Uint8Array(Buffer.from(x, 'base64url')))
  return { ...key, privateKey }
}

export function sha256(...parts: Uint8Array[]): Uint8Array {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

function rootOf(leaves: Uint8Array[]): Uint8Array {
  const [only] = leaves
  if (!only || leaves.length === 1) return only ?? sha256()
  const half = split(leaves.length)
  return sha256(Uint8Array.of(1), rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)))
}

function pathOf(index: number, leaves: Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return []
  const half = split(leaves.length)
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)]
  return index < half
    ? [...pathOf(index, left), rootOf(right)]
    : [...pathOf(index - half, right), rootOf(left)]
}

function subproof(from: number, leaves: Uint8Array[], isWhole: boolean): Uint8Array[] {
  if (from === leaves.length) return isWhole ? [] : [rootOf(leaves)]
  const half = split(leaves.length)
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)]
  return from <= half
    ? [...subproof(from, left, isWhole), rootOf(right)]
    : [...subproof(from - half, right, false), rootOf(left)]
}

function split(length: number) {
  return 2 ** Math.floor(Math.log2(length - 1))
}
