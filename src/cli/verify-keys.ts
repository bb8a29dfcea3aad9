import { existsSync } from 'node:fs'
import { parseKeyFile } from '../ledger/key-file.ts'
import { Rejected } from '../ledger/rejected.ts'
import { parseVkey, type VerifierKey } from '../ledger/vkey.ts'
import { Problem } from './problem.ts'
import { Refused } from './verify-fetch.ts'
import { readUpTo, type Reader } from './verify-reader.ts'
import { notInForm, siteOf } from './verify-origin.ts'
import { isLocal } from './verify-where.ts'

/** The keys that count for a ledger. `from` is where they were fetched; null if they are pinned. */
export type Trust = { keys: VerifierKey[]; from: string | null }

/** A line for each letter and key: this is some 100,000 of them. */
const LARGEST_KEY_FILE = 16 * 1024 * 1024

/** The keys that `--vkey` gives, each itself or in a file of them. */
export async function readPinned(values: string[]): Promise<VerifierKey[]> {
  const lists = await Promise.all(values.map(readOne))
  return lists.flat()
}

/**
 * The keys for a ledger: those pinned, or else what the site publishes. `site` is where the ledger
 * was read; for a file it is null, and the site in the ledger's name is asked.
 */
export async function trustFor(
  origin: string,
  { reader, pinned, site }: { reader: Reader; pinned: VerifierKey[]; site: string | null }
): Promise<Trust> {
  const known = pinned.filter(({ name }) => name === origin)
  if (known.length > 0) return { keys: known, from: null }
  if (pinned.length > 0) {
    const names = [...new Set(pinned.map(({ name }) => name))].join(', ')
    throw new Rejected(
      'not-the-pinned-ledger',
      `This is ${origin}; the known keys are of ${names}.`
    )
  }

  const from = keyFileOf(siteFor(origin, site))
  const keys = (await publishedKeys(reader, from)).filter(({ name }) => name === origin)
  if (keys.length > 0) return { keys, from }
  throw new Rejected('unknown-key', `${from} lists no key for ${origin}.`)
}

/** The ledgers that a site's key file names, or those of the pinned keys. */
export async function listOrigins(reader: Reader, pinned: VerifierKey[], site: string) {
  const keys = pinned.length > 0 ? pinned : await publishedKeys(reader, keyFileOf(site))
  return [...new Set(keys.map(({ name }) => name))]
}

function keyFileOf(site: string): string {
  return `${site}/.well-known/countersign-keys.txt`
}

/** A site's keys can vouch for ledgers of its own name only. */
function siteFor(origin: string, site: string | null): string {
  const named = siteOf(origin)
  if (!site) return named
  if (isSameHost(new URL(site), new URL(named))) return site
  throw new Problem(
    `${site} shows a ledger that is named ${origin}.\n` +
      `It can’t vouch for a name that is not its own. Give the ledger’s key with --vkey.`
  )
}

/** With its port: others may hold the host's other ports. On this machine they are nobody else's. */
function isSameHost(a: URL, b: URL): boolean {
  return a.host === b.host || (a.hostname === b.hostname && isLocal(a.hostname))
}

async function publishedKeys(reader: Reader, from: string): Promise<VerifierKey[]> {
  try {
    return await parseKeyFile(await reader.text(from, LARGEST_KEY_FILE))
  } catch (error) {
    if (error instanceof Rejected) throw notInForm(from, error)
    if (!(error instanceof Refused)) throw error
    throw new Problem(`${error.message}\nIf you have the ledger’s key, give it with --vkey.`)
  }
}

async function readOne(value: string): Promise<VerifierKey[]> {
  try {
    if (!existsSync(value)) return [await parseVkey(value)]
    const file = await readUpTo(value, LARGEST_KEY_FILE)
    const keys = await parseKeyFile(new TextDecoder().decode(file))
    if (keys.length > 0) return keys
    throw new Problem(`There is no key in the file ${value}.`)
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    throw new Problem(
      `--vkey ${value}: ${error.message}\n` +
        'Give a key as a ledger’s page shows it, host/ledger/…+…+…, or a file that holds such lines.'
    )
  }
}
