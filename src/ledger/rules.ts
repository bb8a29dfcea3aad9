import type { Counts } from './counts.ts'
import type { Entry, LedgerTotals } from './entry.ts'
import { Rejected } from './rejected.ts'
import type { Standing, Standings } from './standings.ts'

/** What the entries so far come to. */
export type ReplayState = {
  standings: Standings
  counts: Counts
  /** SHA-256 of the text of each edition. */
  texts: Uint8Array[]
  /** The newest AMEND of each CONFIRM that has one, by position. */
  amends: Map<number, number>
  closed: boolean
  anonymisedBefore: number
}

/** What the next entry changes. One that may not follow is `Rejected`, and nothing has changed. */
export function applyEntry(state: ReplayState, entry: Entry, hour: number) {
  const { standings, counts, texts, amends, closed } = state
  switch (entry.type) {
    case 'text':
      demand(!closed, 'text-after-close', 'A closed ledger takes no new text.')
      demandEdition(entry.edition, texts.length + 1, 'edition-out-of-order')
      texts.push(entry.textHash)
      break
    case 'confirm':
      demand(!closed, 'confirm-after-close', 'A closed ledger takes no new signature.')
      demandEdition(entry.edition, texts.length, 'confirm-of-another-edition')
      counts.add('confirmed', hour)
      break
    case 'withdraw':
      demandTarget(state, entry.target, 'live')
      standings.set(entry.target, 'withdrawn')
      counts.add('withdrawn', hour)
      break
    case 'invalidate':
      demandTarget(state, entry.target, 'live')
      standings.set(entry.target, 'invalidated')
      counts.add('removed', hour)
      break
    case 'reinstate':
      demandTarget(state, entry.target, 'invalidated')
      standings.set(entry.target, 'live')
      counts.add('reinstated', hour)
      break
    case 'amend':
      demandTarget(state, entry.target, 'live')
      amends.set(entry.target, standings.size)
      break
    case 'close':
      demand(!closed, 'closed-twice', 'The ledger was closed before.')
      state.closed = true
      break
    case 'anonymise':
      demand(
        entry.before <= standings.size,
        'anonymise-out-of-range',
        'It speaks of later entries.'
      )
      state.anonymisedBefore = Math.max(state.anonymisedBefore, entry.before)
      break
    case 'summary':
      demandTotals(state, entry.totals)
  }
}

export function demand(holds: boolean, rule: string, problem: string) {
  if (!holds) throw new Rejected(rule, problem)
}

function demandEdition(edition: number, expected: number, rule: string) {
  if (edition === expected) return
  throw new Rejected(rule, `It is of edition ${edition} where only ${expected} can follow.`)
}

function demandTarget({ standings }: ReplayState, target: number, standing: Standing) {
  const isEarlier = target < standings.size
  demand(isEarlier, 'target-not-earlier', 'It speaks of an entry that is not earlier.')
  const is = standings.at(target)
  if (is === standing) return
  const problem = `Entry ${target}, of which it speaks, is ${is ?? 'no signature'}`
  throw new Rejected(`target-not-${standing}`, `${problem}, not ${standing}.`)
}

function demandTotals({ counts }: ReplayState, said: LedgerTotals) {
  const { live, confirmed, withdrawn, removed } = counts.totals()
  if (said.confirmed === confirmed && said.withdrawn === withdrawn && said.removed === removed) {
    return
  }
  const sums = `${confirmed} confirmed, ${withdrawn} withdrawn and ${removed} removed`
  throw new Rejected('summary-is-wrong', `It sums up wrongly; ${live} count: ${sums}.`)
}
