import { ask } from '../ask'
import { letterOf } from '../letters/find'
import { editionOf, editionsOf, wordsSince } from '../letters/find-editions'
import type { Edition, Letter } from '../letters/letter'
import { signingStopped } from '../letters/stopped'
import { breakdownOf, type Breakdown } from '../newsroom/breakdown'
import { tallyOf } from '../newsroom/read-tally'
import { totalsOf, type Totals } from '../newsroom/totals'
import { organisationsOf, type ListedOrganisation } from '../organisations/find'
import { checkpointOf, type StoredCheckpoint } from '../proofs/checkpoint'
import { listTagOf, shownSignatures, type ShownRow } from '../signatures/list'
import { inOrder, setAside } from './set-aside'

/** So many names are read at once. */
const AT_ONCE = 5000

const MOST_ORGANISATIONS = 1000

/** A letter and its numbers, all of one moment, and the names that stand behind them. */
export type Snapshot = {
  letter: Letter
  edition: Edition
  /** The edition since which the words stand. */
  since: number
  totals: Totals
  breakdown: Breakdown
  checkpoint: StoredCheckpoint
  organisations: ListedOrganisation[]
  /** How many names are shown. */
  named: number
  /** Did the list change while the names were being read. */
  moved: boolean
  /** The shown signatures, in the order in which they were confirmed, some thousands at a time. */
  names: () => AsyncGenerator<ShownRow[]>
}

/** Why there is none: nobody has signed; the records don't agree; the list changed too quickly. */
export type NoSnapshot = 'nobody' | 'stopped' | 'moving'

/**
 * Takes a letter as it is now. Names are read newest first, from the newest at that moment on, so
 * who is counted meanwhile is not among them; if they are not as many as the total then says,
 * because somebody left or hid, there is no snapshot: take another.
 */
export async function takeSnapshot(
  db: D1Database,
  id: number,
  now: Date
): Promise<Snapshot | NoSnapshot> {
  const ref = { id }
  const [letter, edition, editions, totals, tally, checkpoint, stopped, organisations, tag, first] =
    await ask(
      db,
      letterOf(db, ref),
      editionOf(db, ref),
      editionsOf(db, ref),
      totalsOf(db, ref, now),
      tallyOf(db, ref),
      checkpointOf(db, ref),
      signingStopped(db, ref),
      organisationsOf(db, ref, MOST_ORGANISATIONS),
      listTagOf(db, ref),
      shownSignatures(db, ref, AT_ONCE)
    )
  if (!letter || !edition || !checkpoint || totals.counted === 0) return 'nobody'
  if (stopped) return 'stopped'

  const read = await readOn(db, id, first, tag)
  if (read.named !== totals.counted - totals.unnamed) return 'moving'
  return {
    letter,
    edition,
    since: wordsSince(editions),
    totals,
    breakdown: breakdownOf(letter, tally),
    checkpoint,
    organisations,
    named: read.named,
    moved: read.moved,
    names: () => inOrder<ShownRow>(read.kept),
  }
}

async function readOn(db: D1Database, id: number, first: ShownRow[], tag: string) {
  const kept: Uint8Array<ArrayBuffer>[] = []
  let [rows, named, moved] = [first, 0, false]
  for (;;) {
    kept.push(await setAside(rows))
    named += rows.length
    const last = rows.at(-1)
    if (rows.length < AT_ONCE || !last) return { kept, named, moved }
    const [more, tagNow]: [ShownRow[], string] = await ask(
      db,
      shownSignatures(db, { id }, AT_ONCE, last.number),
      listTagOf(db, { id })
    )
    moved ||= tagNow !== tag
    rows = more
  }
}
