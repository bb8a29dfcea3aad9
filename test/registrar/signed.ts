import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { leafOf, nodeOf } from '../ledger/stranger'

/** The public half of the settings' LEDGER_KEY, as a JWK spells it. */
export const TEST_KEY = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'

const SUMMARY = 0x10

export type StoredCheckpoint = { size: number; root: string; signatures: string }

type StoredTile = { level: number; number: number; root: string; hashes: string }

/** The ledgers that were looked at before, by UUID. */
const seen = new Map<string, Prefixes>()

const verified = new Set<string>()

/** A ledger that only grows: roots of its prefixes, each by RFC 6962's definition. */
class Prefixes {
  readonly #entries: string[] = []
  readonly #leaves: Uint8Array[] = []
  readonly #roots = new Map<string, Uint8Array>()

  /** Takes in what is new; what was there before must be there still. */
  async grow(entries: Uint8Array[]) {
    const spelt = entries.map((entry) => entry.toHex())
    const changed = this.#entries.findIndex((entry, i) => entry !== spelt[i])
    if (changed >= 0) throw new Error(`Entry ${changed} is not what it was.`)
    for (const entry of entries.slice(this.#entries.length)) this.#leaves.push(await leafOf(entry))
    this.#entries.push(...spelt.slice(this.#entries.length))
  }

  async rootOf(from: number, to: number): Promise<Uint8Array> {
    const [first] = this.#leaves.slice(from, to)
    if (!first || to > this.#leaves.length) throw new RangeError(`no leaves ${from} to ${to}`)
    if (to - from === 1) return first
    const known = this.#roots.get(`${from}-${to}`)
    if (known) return known

    let split = 1
    while (split * 2 < to - from) split *= 2
    const left = await this.rootOf(from, from + split)
    const root = await nodeOf(left, await this.rootOf(from + split, to))
    this.#roots.set(`${from}-${to}`, root)
    return root
  }
}

/**
 * Checks what is published of a ledger beside its entries: a signed checkpoint behind each SUMMARY
 * and nowhere else, and the complete tiles, none more. Each checkpoint must be signed by some of
 * the keys and by nobody else.
 */
export async function checkSigned(letter: Letter, entries: Uint8Array[], keys = [TEST_KEY]) {
  const prefixes = await prefixesOf(letter, entries)
  const checkpoints = await checkpointsOf(letter)
  const summed = entries.flatMap((bytes, i) => (bytes[1] === SUMMARY ? [i + 1] : []))
  expect(checkpoints.map(({ size }) => size)).toEqual(summed)
  expect(summed.at(-1)).toBe(entries.length)
  for (const { size, root, signatures } of checkpoints) {
    // A prefix stays what it was; see `grow`.
    const name = JSON.stringify([letter.origin, size, root, signatures, keys])
    if (verified.has(name)) continue
    expect({ size, root }).toEqual({ size, root: (await prefixes.rootOf(0, size)).toHex() })
    await checkSignatures(letter.origin, { size, root, signatures }, keys)
    verified.add(name)
  }
  await checkTiles(letter, entries)
}

/** Checks that every complete tile is stored right, and none else. */
export async function checkTiles(letter: Letter, entries: Uint8Array[]) {
  const prefixes = await prefixesOf(letter, entries)
  expect(await tilesOf(letter)).toEqual(await completeTiles(prefixes, entries.length))
}

/** The prefixes of a ledger, which must hold all that it held when it was looked at before. */
export async function prefixesOf({ uuid }: Letter, entries: Uint8Array[]): Promise<Prefixes> {
  const prefixes = seen.get(uuid) ?? new Prefixes()
  seen.set(uuid, prefixes)
  await prefixes.grow(entries)
  return prefixes
}

export async function checkpointsOf({ id }: Pick<Letter, 'id'>): Promise<StoredCheckpoint[]> {
  const { results } = await env.DB.prepare(
    `SELECT size, lower(hex(root)) AS root, lower(hex(signatures)) AS signatures
     FROM checkpoint WHERE letter_id = ? ORDER BY size`
  )
    .bind(id)
    .all<StoredCheckpoint>()
  return results
}

export async function tilesOf({ id }: Pick<Letter, 'id'>): Promise<StoredTile[]> {
  const { results } = await env.DB.prepare(
    `SELECT level, number, lower(hex(root)) AS root, lower(hex(hashes)) AS hashes
     FROM tile WHERE letter_id = ? ORDER BY level, number`
  )
    .bind(id)
    .all<StoredTile>()
  return results
}

/** Whose signatures a stored checkpoint carries, all of them checked; `keys` are all that may be. */
export async function checkSignatures(
  origin: string,
  { size, root, signatures }: StoredCheckpoint,
  keys = [TEST_KEY]
): Promise<string[]> {
  const signed = (signatures.match(/.{136}/g) ?? []).map((one) => ({
    id: one.slice(0, 8),
    signature: Uint8Array.fromHex(one.slice(8)),
  }))
  const ids = new Map<string, string>()
  for (const key of keys) ids.set(await keyId(origin, key), key)
  const signers = signed.map(({ id }) => ids.get(id) ?? `unknown ${id}`)
  expect(signatures).toHaveLength(signed.length * 136)
  expect(signed.length).toBeGreaterThan(0)
  expect(keys).toEqual(expect.arrayContaining(signers))
  expect(new Set(signers).size).toBe(signers.length)

  const text = `${origin}\n${size}\n${Uint8Array.fromHex(root).toBase64()}\n`
  for (const [i, key] of signers.entries()) {
    const signature = signed[i]?.signature ?? new Uint8Array()
    const name = `${key} ${signature.toHex()} ${text}`
    if (!verified.has(name))
      expect({ text, valid: await isSigned(key, text, signature) }).toEqual({ text, valid: true })
    verified.add(name)
  }
  return signers
}

/** The complete tiles of a tree, made anew. */
async function completeTiles(prefixes: Prefixes, size: number): Promise<StoredTile[]> {
  const tiles: StoredTile[] = []
  for (let [level, width] = [0, 256]; width <= size; [level, width] = [level + 1, width * 256]) {
    for (let number = 0; (number + 1) * width <= size; number++) {
      const from = number * width
      const root = (await prefixes.rootOf(from, from + width)).toHex()
      let hashes = ''
      for (let at = from; at < from + width; at += width / 256) {
        hashes += (await prefixes.rootOf(at, at + width / 256)).toHex()
      }
      tiles.push({ level, number, root, hashes })
    }
  }
  return tiles
}

/** What signed notes call a key: the first four bytes of SHA-256 over name, type and key. */
async function keyId(name: string, key: string): Promise<string> {
  const named = [...new TextEncoder().encode(name), 0x0a, 0x01, ...bytesOf(key)]
  const hash = await crypto.subtle.digest('SHA-256', Uint8Array.from(named))
  return new Uint8Array(hash).toHex().slice(0, 8)
}

async function isSigned(key: string, text: string, signature: Uint8Array): Promise<boolean> {
  const publicKey = await crypto.subtle.importKey('raw', bytesOf(key), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', publicKey, signature, new TextEncoder().encode(text))
}

function bytesOf(key: string): Uint8Array {
  return Uint8Array.fromBase64(key, { alphabet: 'base64url' })
}
