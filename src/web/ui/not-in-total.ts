import type { Totals } from '../../newsroom/totals'

/**
 * What the total leaves out. The two that wait are told even when nobody does; the rest once there
 * are any.
 */
export function notInTotal(totals: Totals): { n: number; what: string }[] {
  return [
    { n: totals.awaiting, what: 'awaiting email confirmation' },
    { n: totals.held, what: 'being checked' },
    ...[
      { n: totals.withdrawn, what: 'withdrawn by their signers' },
      { n: totals.removed, what: 'removed after a check' },
      { n: totals.refused, what: 'refused after a check' },
    ].filter(({ n }) => n > 0),
  ]
}
