import { ask, question } from '../ask'
import { letterOf } from '../letters/find'
import type { Letter } from '../letters/letter'
import { LIVING_STATES } from '../living-cases'
import { notableAmong } from '../notable/among'
import { lastEntriesOf, lastRootsOf, type FrontierParts } from './read-frontier'
import { MOST_IDENTIFIED, rowsOf, type KnownRows, type Wanted } from './read-rows'
import { knownSchoolsOf, type KnownSchool } from './read-schools'
import { isIdentified, type Head, type SignatureRow } from './row'

/** How many signatures of a letter wait, and how many cases about it live; `quick`: about quick ones. */
type Waiting = Record<'pending' | 'held' | 'cases' | 'quick', number>

/** All that a group of acts is decided on, of one moment. */
export type Known = {
  letter: Letter | null
  /** SHA-256 of its newest edition, in hex. */
  newestText: string | null
  head: Head | null
  rows: SignatureRow[]
  /** Where the ledger has a CONFIRM that one of the rows points at. */
  confirms: Set<number>
  /** Ids of those whose address had another on the letter that a case took out or refused. */
  outBefore: Set<string>
  /** Are there more of those to be anonymised than were read. */
  moreIdentified: boolean
  /** Forms of the names given that stand on a list of notable names. */
  notable: Set<string>
  /** Of the register: the schools that are named. */
  schools: Map<number, KnownSchool>
  /** How many wait: to confirm, or for a decision; and cases that live. */
  waiting: Waiting
  /** What the ledger's incomplete tiles are made of. */
  parts: FrontierParts
  /** The newest checkpoint: its root, and its signatures, each the key's id and 64 bytes. */
  signed: { size: number; root: number[]; signatures: number[] } | null
}

/**
 * Reads a letter, its head, the signatures acted on and those that share an address with one of
 * them and stand. Of `whole` ids every row of the address is read but the pending. One D1 call, and
 * one more if the names that stand in the rows are to be compared with lists, and there is one.
 */
export async function readKnown(db: D1Database, letterId: number, wanted: Wanted): Promise<Known> {
  const [
    letter,
    newestText,
    head,
    { rows, confirms, outBefore },
    waiting,
    entries,
    roots,
    signed,
    schools,
    notable,
  ] = await ask<
    [
      Letter | null,
      string | null,
      Head | null,
      KnownRows,
      Waiting,
      FrontierParts['entries'],
      FrontierParts['roots'],
      Known['signed'],
      Known['schools'],
      Known['notable'],
    ]
  >(
    db,
    letterOf(db, { id: letterId }),
    newestTextOf(db, letterId),
    headOf(db, letterId),
    rowsOf(db, letterId, wanted),
    waitingOf(db, letterId),
    lastEntriesOf(db, letterId),
    lastRootsOf(db, letterId),
    newestSignedOf(db, letterId),
    knownSchoolsOf(db, letterId, wanted),
    notableAmong(db, letterId, wanted.names)
  )
  const identified = rows.filter((row) => isIdentified(row, wanted.before))
  const moreIdentified = identified.length > MOST_IDENTIFIED
  const parts = { entries, roots }
  if (wanted.theirNames && notable.size > 0) {
    const theirs = rows.flatMap(({ name }) => name ?? [])
    const [found] = await ask(db, notableAmong(db, letterId, theirs))
    for (const form of found) notable.add(form)
  }
  return {
    letter,
    newestText,
    head,
    rows,
    confirms,
    outBefore,
    moreIdentified,
    waiting,
    parts,
    signed,
    schools,
    notable,
  }
}

/** The head alone, to find out whether a batch landed. */
export async function readHead(db: D1Database, letterId: number): Promise<Head | null> {
  const [head] = await ask<[Head | null]>(db, headOf(db, letterId))
  return head
}

function newestTextOf(db: D1Database, letterId: number) {
  return question<{ sha256: string }, string | null>(
    db
      .prepare('SELECT sha256 FROM edition WHERE letter_id = ? ORDER BY number DESC LIMIT 1')
      .bind(letterId),
    ([newest]) => newest?.sha256 ?? null
  )
}

function headOf(db: D1Database, letterId: number) {
  return question<Head, Head | null>(
    db
      .prepare(
        `SELECT version, batch, size, root, edge, hour, confirmed, withdrawn, removed, refused,
                anonymised
         FROM head WHERE letter_id = ?`
      )
      .bind(letterId),
    ([head]) => head ?? null
  )
}

function newestSignedOf(db: D1Database, letterId: number) {
  return question<NonNullable<Known['signed']>, Known['signed']>(
    db
      .prepare(
        `SELECT size, root, signatures FROM checkpoint
         WHERE letter_id = ? ORDER BY size DESC LIMIT 1`
      )
      .bind(letterId),
    ([newest]) => newest ?? null
  )
}

function waitingOf(db: D1Database, letterId: number) {
  return question<{ state: keyof Waiting; n: number }, Waiting>(
    db
      .prepare(
        `SELECT state, n FROM waiting WHERE letter_id = ?1
         UNION ALL
         SELECT 'cases', count(*) FROM signature_case INDEXED BY signature_case_living
         WHERE letter_id = ?1
           AND state IN ${LIVING_STATES}
         UNION ALL
         SELECT 'quick', count(*) FROM signature_case INDEXED BY signature_case_living
         WHERE letter_id = ?1
           AND state IN ${LIVING_STATES} AND noticed->>'pattern' = 'latency'`
      )
      .bind(letterId),
    (rows) => ({
      pending: 0,
      held: 0,
      cases: 0,
      quick: 0,
      ...Object.fromEntries(rows.map(({ state, n }) => [state, n])),
    })
  )
}
