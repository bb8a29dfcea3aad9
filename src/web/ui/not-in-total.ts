import type { Totals } from '../../newsroom/totals'
import { ukDay } from '../../uk-time'

type Apart = Pick<Totals, 'awaiting' | 'held' | 'withdrawn' | 'removed' | 'refused'> &
  Partial<Pick<Totals, 'heldSince'>>

/** What the total leaves out, if there is any. */
export function notInTotal(totals: Apart): { n: number; what: string }[] {
  return [
    { n: totals.awaiting, what: 'awaiting email confirmation' },
    { n: totals.held, what: beingChecked(totals) },
    { n: totals.withdrawn, what: withdrawals(totals.withdrawn) },
    { n: totals.removed, what: 'removed after a check' },
    { n: totals.refused, what: 'refused after a check' },
  ].filter(({ n }) => n > 0)
}

/** That nobody waits is a number too, and is said; null where somebody does. */
export function nobodyWaits({ awaiting, held }: Apart): string | null {
  return awaiting + held === 0 ? 'None awaiting email confirmation, none being checked.' : null
}

function beingChecked({ held, heldSince }: Apart): string {
  if (!heldSince) return 'being checked'
  return `being checked${held === 1 ? '' : ', the first'} since ${ukDay(heldSince)}`
}

/** Acts, not people: who withdrew and signed again is among them, and in the total too. */
function withdrawals(n: number): string {
  return n === 1
    ? 'withdrawal (the signer may have signed again)'
    : 'withdrawals (some signers may have signed again)'
}
