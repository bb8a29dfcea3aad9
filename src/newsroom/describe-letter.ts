import type { Edition, Letter } from '../letters/letter'
import { pressedSince, stateAt } from '../letters/state'
import { paths } from '../paths'
import type { StoredCheckpoint } from '../proofs/checkpoint'
import type { Breakdown } from './breakdown'
import type { LetterData, NumbersData } from './letter-data'
import type { Milestone } from './milestones'
import type { Totals } from './totals'

/** What is published of a letter's numbers, all of one moment. */
export type Snapshot = {
  totals: Totals
  breakdown: Breakdown
  checkpoint: StoredCheckpoint | null
  milestones: Milestone[]
}

/** A letter as public data: its words' hash, its state, its numbers and the head that proves them. */
export function describeLetter(
  origin: string,
  letter: Letter,
  edition: Edition,
  { totals, breakdown, checkpoint, milestones }: Snapshot
): NumbersData {
  const state = stateAt(letter, totals.asOf)
  if (state === 'draft') throw new Error('a draft is not public')

  return {
    slug: letter.slug,
    title: letter.title,
    addressed_to: letter.addressedTo,
    hosts: letter.hosts.map(({ name, url }) => ({ name, url })),
    state,
    opened_at: rfc3339(letter.openedAt),
    closes_at: rfc3339(letter.closesAt),
    data_deleted_at: rfc3339(letter.anonymisedAt),
    edition: edition.number,
    text_sha256: edition.sha256,
    url: origin + paths.letter(letter.slug),
    demonstration: letter.demonstration,
    founding: letter.founding,
    counted: totals.counted,
    confirmed: totals.confirmed,
    awaiting_confirmation: totals.awaiting,
    held: totals.held,
    held_since: rfc3339(totals.heldSince),
    checking_since: rfc3339(pressedSince(letter, totals.asOf)),
    refused: totals.refused,
    withdrawn: totals.withdrawn,
    removed: totals.removed,
    paper: describePaper(letter.paper),
    organisations: letter.organisations,
    as_of: totals.asOf.toISOString(),
    ledger: describeLedger(totals.ledgerSize, checkpoint),
    milestones: milestones.map(({ number, reachedAt }) => ({
      number,
      reached_at: new Date(reachedAt).toISOString(),
    })),
    breakdown,
  }
}

function describePaper(paper: Letter['paper']): LetterData['paper'] {
  return paper && { number: paper.number, as_of: paper.asOf, note: paper.note }
}

/** The ledger as it stood behind the totals; a head of another size says nothing of them. */
function describeLedger(size: number, checkpoint: StoredCheckpoint | null) {
  if (checkpoint?.size !== size) return { size, root: null, checkpoint: null }
  return { size, root: checkpoint.root.toBase64(), checkpoint: checkpoint.note }
}

function rfc3339(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
