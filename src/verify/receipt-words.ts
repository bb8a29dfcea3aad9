import type { Audit } from '../ledger/audit.ts'
import type { CheckedReceipt } from '../ledger/receipt.ts'
import { ukHour } from '../uk-time.ts'

type Replayed = Pick<Audit, 'replay'> | null

/** What a receipt was found to say, and how its signature stands in an audited ledger, if any. */
export function whatItOpens(proven: CheckedReceipt, audited: Replayed): string {
  const { index, hour, edition, fields, amended } = proven
  const who = `${fields.name}, ${fields.affiliation} (${fields.public ? 'shown' : 'not shown'} by name)`
  return [
    `This receipt opens entry ${index}: a yes to edition ${edition}, counted ${ukHour(hour)}.`,
    amended
      ? `Since a correction, in entry ${amended.index}, it stands for ${who}.`
      : `It stands for ${who}.`,
    ...correctedSince(proven, audited),
    standingInWords(proven, audited),
  ].join(' ')
}

function correctedSince({ index, amended }: CheckedReceipt, audited: Replayed): string[] {
  const newest = audited?.replay.amendedBy(index) ?? null
  return newest === (amended?.index ?? null) || newest === null
    ? []
    : [`It was corrected since, by entry ${newest}: this receipt shows what was said before.`]
}

function standingInWords({ index }: CheckedReceipt, audited: Replayed): string {
  switch (audited?.replay.standing(index)) {
    case 'live':
      return 'It is counted in the number above.'
    case 'withdrawn':
      return 'It was withdrawn since, and is not counted.'
    case 'invalidated':
      return 'It was removed since, after a check, and is not counted.'
    default:
      return 'To see whether it still counts, check the number above, and then this once more.'
  }
}
