import { stateAt, type Edition, type Letter } from '../letters/letter'
import { paths } from '../paths'
import type { Breakdown } from './breakdown'
import type { Totals } from './totals'

/** A letter as public data: its words' hash, its state, and numbers of one moment. */
export function describeLetter(
  origin: string,
  letter: Letter,
  edition: Edition,
  totals: Totals,
  breakdown: Breakdown
) {
  return {
    slug: letter.slug,
    title: letter.title,
    addressed_to: letter.addressedTo,
    hosts: letter.hosts.map(({ name, url }) => ({ name, url })),
    state: stateAt(letter, totals.asOf),
    opened_at: rfc3339(letter.openedAt),
    closes_at: rfc3339(letter.closesAt),
    edition: edition.number,
    text_sha256: edition.sha256,
    url: origin + paths.letter(letter.slug),
    demonstration: letter.demonstration,
    founding: letter.founding,
    counted: totals.counted,
    confirmed: totals.confirmed,
    awaiting_confirmation: totals.awaiting,
    held: totals.held,
    refused: totals.refused,
    withdrawn: totals.withdrawn,
    removed: totals.removed,
    as_of: totals.asOf.toISOString(),
    ledger: { size: totals.ledgerSize, root: null, checkpoint: null },
    milestones: [],
    breakdown,
  }
}

function rfc3339(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
