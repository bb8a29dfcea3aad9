import { env } from 'cloudflare:workers'
import { requireSettings } from '../../src/env'
import { checkpointText } from '../../src/ledger/checkpoint'
import { encodeEntry } from '../../src/ledger/entry'
import { signNote } from '../../src/ledger/note'
import { ledgerSigners } from '../../src/ledger-keys'
import type { Letter } from '../../src/letters/letter'
import { treesOver } from '../ledger/rfc6962'
import { leafOf } from '../ledger/stranger'
import { aLetter } from '../support/letters'
import { rowsOf } from '../support/tables'

export type LongLedger = {
  letter: Letter
  entries: Uint8Array[]
  leaves: Uint8Array[]
  trees: ReturnType<typeof treesOver>
}

const WIDTH = 256
const AT_ONCE = 4000

/**
 * A ledger too long to make by signing: rows put straight into the tables, as its Registrar would
 * have left them. Every entry past the first is a SUMMARY, so that any size can be published. Its
 * hashes come from the definitions, not from the code under test.
 */
export async function aLongLedger(size: number, published: number[]): Promise<LongLedger> {
  const letter = await aLetter()
  const entries = await entriesOf(letter)
  for (let i = entries.length; i < size; i++) entries.push(summary(letter, i))
  const leaves = await Promise.all(entries.map((entry) => leafOf(entry)))
  const trees = treesOver(leaves)

  await storeEntries(letter, entries)
  await storeTiles(letter, await trees.tileLevels())
  for (const one of published) await storeCheckpoint(letter, one, await trees.root(one))
  await rowsOf(
    'UPDATE head SET size = ?2, root = ?3 WHERE letter_id = ?1',
    letter.id,
    size,
    (await trees.root(size)).toHex()
  )
  return { letter, entries, leaves, trees }
}

/** The entries of a ledger, as the tables hold them. */
export async function entriesOf(letter: Pick<Letter, 'id'>): Promise<Uint8Array[]> {
  const rows = await rowsOf<{ bytes: number[] }>(
    'SELECT bytes FROM ledger_entry WHERE letter_id = ? ORDER BY position',
    letter.id
  )
  return rows.map(({ bytes }) => Uint8Array.from(bytes))
}

function summary(letter: Letter, confirmed: number): Uint8Array {
  const totals = { confirmed, withdrawn: 0, removed: 0 }
  return encodeEntry(letter.uuid, 500_000, { type: 'summary', totals })
}

async function storeEntries(letter: Letter, entries: Uint8Array[]) {
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const some = entries.slice(from, from + AT_ONCE)
    await rowsOf(
      `INSERT OR IGNORE INTO ledger_entry (letter_id, position, bytes)
       SELECT ?1, value->>0, unhex(value->>1) FROM json_each(?2)`,
      letter.id,
      JSON.stringify(some.map((entry, i) => [from + i, entry.toHex()]))
    )
  }
}

async function storeTiles(letter: Letter, levels: Uint8Array[][]) {
  for (const [level, hashes] of levels.entries()) {
    for (const [number, root] of (levels[level + 1] ?? []).entries()) {
      const own = hashes.slice(number * WIDTH, (number + 1) * WIDTH)
      await rowsOf(
        `INSERT OR IGNORE INTO tile (letter_id, level, number, root, hashes)
         VALUES (?, ?, ?, unhex(?), unhex(?))`,
        letter.id,
        level,
        number,
        root.toHex(),
        own.map((hash) => hash.toHex()).join('')
      )
    }
  }
}

async function storeCheckpoint({ id, origin }: Letter, size: number, root: Uint8Array) {
  const signers = await ledgerSigners(requireSettings(env), origin)
  const signatures = await signNote(checkpointText({ origin, size, root }), signers)
  await rowsOf(
    `INSERT OR IGNORE INTO checkpoint (letter_id, size, at, root, signatures)
     VALUES (?, ?, 0, unhex(?), unhex(?))`,
    id,
    size,
    root.toHex(),
    signatures.map(({ id: key, signature }) => key.toHex() + signature.toHex()).join('')
  )
}
