import { ukDay } from '../uk-time.ts'
import type { Imported } from './schools-run.ts'
import type { Skipped } from './schools-list.ts'

const NAMED = 3

/** What was found and done, for a terminal. */
export function summary({ list, rows, ...found }: Imported, ms: number): string {
  const { added, changed, closed, unchanged } = found
  const known = new Set(closed)
  const long = [...list.closed].filter((urn) => !known.has(urn)).length
  const counts = [
    `${number(added.length)} added`,
    `${number(changed.length)} changed`,
    `${number(closed.length)} closed`,
    `${number(unchanged)} unchanged`,
  ]
  const part = list.isExtract ? ', a part of it' : ''
  return [
    `${list.name}, ${ukDay(new Date(`${list.asOf}T12:00:00Z`))}${part}`,
    `${number(list.schools.length)} open schools: ${counts.join(', ')}.`,
    websites(list.schools),
    ...unknown(list.unknownTypes),
    ...(long > 0 ? [`${many(long)} skipped: closed before it was loaded here.`] : []),
    ...skipped(list.skipped),
    rows === 0
      ? 'It is loaded already: nothing was written.'
      : `${number(rows)} rows written, with what the search and the shares need.`,
    `Done in ${(ms / 1000).toFixed(1)} s.`,
  ].join('\n')
}

function websites(schools: Imported['list']['schools']): string {
  const n = (why: string) => number(schools.filter(({ domainWhy }) => domainWhy === why).length)
  const known = `With a domain by which a school mailbox is known: ${n('website')}.`
  return `${known} On one that strangers share: ${n('shared')}. Without a website: ${n('no-website')}.`
}

function unknown(types: string[]): string[] {
  return types.length > 0 ? [`Counted as “another type”: ${types.join(', ')}.`] : []
}

/** By reason, with the first ones named. */
function skipped(all: Skipped[]): string[] {
  return [...Map.groupBy(all, ({ reason }) => reason)].map(([reason, rows]) => {
    const first = rows.slice(0, NAMED).map(({ line, name }) => `line ${line} (${name})`)
    const more = rows.length > NAMED ? ', …' : ''
    return `${many(rows.length)} skipped: ${reason}; ${first.join(', ')}${more}.`
  })
}

function many(rows: number): string {
  return rows === 1 ? '1 row' : `${number(rows)} rows`
}

function number(n: number): string {
  return n.toLocaleString('en-GB')
}
