import { ukDate } from '../uk-time'
import type { Correction } from './corrections'

/** What a case did on one day, in as many commits as it took; `first` is the ledger’s size behind the first. */
export type WholeCorrection = Correction & { first: number; commits: number }

/**
 * A case about thousands of signatures is carried out in many commits: those of one day, kind and
 * sentence are told as one, from the total before the first to that after the last. Newest first, as
 * they come.
 */
export function wholeCorrections(corrections: Correction[]): WholeCorrection[] {
  const commits = Map.groupBy(corrections, ({ at, caseId, kind, reason, sentence }) =>
    JSON.stringify([ukDate(at), caseId, kind, reason, sentence])
  )
  return [...commits.values()].flatMap((each) => {
    const [newest] = each
    const oldest = each.at(-1)
    if (!newest || !oldest) return []
    return {
      ...newest,
      number: each.reduce((sum, { number }) => sum + number, 0),
      countedBefore: oldest.countedBefore,
      ledgerFrom: oldest.ledgerFrom,
      first: oldest.ledgerTo,
      commits: each.length,
    }
  })
}
