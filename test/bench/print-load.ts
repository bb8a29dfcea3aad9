import type { Result } from './result.ts'
import type { Stage } from './stages.ts'
import { table } from './table.ts'

/** A minute of confirmations, what one consists of, and what keeps them from being faster. */
export function sustained(result: Result) {
  const { sustained: one, stages } = result
  const { groups, busy, cut } = one
  const share = (cores: number | null) => (cores === null ? null : Math.round(cores * 100))
  const found = table(
    ['confirming without a pause', ''],
    [
      ['at once', one.concurrency],
      ['seconds', one.seconds],
      ['a second', one.perSecond],
      ['in the slowest second', one.slowestSecond],
      ['p50 ms', one.p50],
      ['p95 ms', one.p95],
      ['p99 ms', one.p99],
      ['counted', one.counted],
      ['cut off at the end, and of these counted', `${cut.asked}, ${cut.counted}`],
      ['batches', groups.many],
      ['in a batch', one.counted / groups.many],
      ['in the largest', groups.largest],
      ['ms in D1 calls a batch', groups.callsMs / groups.many],
      ['runtime, % of a core', share(busy.runtime)],
      ['its busiest thread', share(busy.thread)],
      ['visitors', share(busy.visitors)],
    ]
  )
  return [found, weighed(stages), limitOf(result)].join('\n\n')
}

function weighed(stages: Stage[]) {
  return table(
    ['a confirmation as far as', 'CPU ms', 'a second'],
    stages.map(({ stage, cpuMs, perSecond }) => [stage, cpuMs, perSecond])
  )
}

/** The curves that were played. */
export function replayed({ replayed: pieces }: Result) {
  const headings = ['curve', 'times', 'one of', 'minutes', 'from', 'signed', 'confirmed']
  headings.push('peak a second', 'late p95 ms', 'confirmed late', 'most', 'mail', 'compared')
  return table(
    headings,
    pieces.map((one) => [
      one.curve,
      one.speed,
      one.oneOf,
      one.minutes,
      one.from,
      one.signed,
      one.confirmed,
      `${one.peak.signed} and ${one.peak.confirmed}`,
      one.lateMs.signs,
      one.lateMs.confirmations,
      one.lateMs.most,
      one.mailMs,
      one.comparisons,
    ])
  )
}

/** In a line what keeps confirmations from being faster here. */
function limitOf({ sustained: { busy }, stages }: Result): string {
  const costs = stages.map(({ cpuMs }) => cpuMs ?? 0)
  const whole = costs.at(-1)
  if (busy.thread === null || !whole) return 'Nobody tells what limits it.'
  const percent = (part: number) => `${Math.round(part * 100)}%`
  const shares = costs.map((cost, i) => {
    const more = Math.max(0, cost - (costs[i - 1] ?? 0))
    return `${stages[i]?.stage} ${percent(more / whole)}`
  })
  return (
    `What limits it: the runtime’s one thread, ${percent(busy.thread)} of a core ` +
    `(visitors ${percent(busy.visitors)} of another). Of a confirmation’s time: ${shares.join(', ')}.`
  )
}
