import { Rejected } from '../ledger/rejected.ts'
import { keepNote, type Check } from './verify-check.ts'
import { redirectOf } from './verify-fetch.ts'
import { readLetter, type PublishedLetter } from './verify-letter.ts'
import { unchecked } from './verify-origin.ts'
import { slugIn, type LedgerPlace } from './verify-where.ts'

/** A ledger's newest checkpoint as its site gives it, and its letter, if that is known. */
export type Found = {
  site: string
  uuid: string
  /** The ledger's own address. */
  base: string
  origin: string
  note: string
  letter: PublishedLetter | null
}

const LARGEST_NOTE = 16 * 1024

/**
 * Finds the checkpoint of the letter or ledger that an address speaks of. A letter's own JSON comes
 * first, because its numbers are of the same moment as the checkpoint in it.
 */
export async function findLedger(where: LedgerPlace, check: Check): Promise<Found> {
  const { site } = where
  const slug = where.kind === 'letter' ? where.slug : await slugOf(site, where.uuid)
  if (slug === null && where.kind === 'ledger') return newestCheckpoint(site, where.uuid, check)

  const letter = await readLetter(check.reader, site, slug ?? '')
  const { origin, uuid } = unchecked(keepNote(check, letter.url, letter.note), letter.url)
  if (where.kind === 'ledger') demandUuid(uuid, where.uuid)
  return { site, uuid, base: `${site}/ledger/${uuid}`, origin, note: letter.note, letter }
}

/** The checkpoint at the ledger's own address. */
export async function newestCheckpoint(site: string, uuid: string, check: Check): Promise<Found> {
  const base = `${site}/ledger/${uuid}`
  const from = `${base}/checkpoint`
  const note = keepNote(check, from, await check.reader.text(from, LARGEST_NOTE))
  const found = unchecked(note, from)
  demandUuid(found.uuid, uuid)
  return { site, uuid, base, origin: found.origin, note, letter: null }
}

/** Demands that a ledger is the one whose address was given. */
export function demandUuid(found: string, asked: string) {
  if (found === asked) return
  throw new Rejected(
    'another-ledger',
    `This is the ledger of ${found}, where ${asked} was asked for.`
  )
}

/** The letter that a ledger's address leads to; null if the site tells of none. */
async function slugOf(site: string, uuid: string): Promise<string | null> {
  const to = await redirectOf(`${site}/ledger/${uuid}`)
  return to?.origin === site ? slugIn(to) : null
}
