import { Agent } from 'node:http'
import { auditLedger, requireAgreement } from './audit.ts'
import type { Bench } from './compare.ts'
import { confirming, invited } from './confirm.ts'
import type { Progress } from './progress.ts'
import { ask, quantile } from './rush.ts'
import { rushAndCut } from './rush-and-cut.ts'
import type { Site } from './site.ts'
import { freshLetter } from './write.ts'

/** Confirmations on one letter, one after another by each of many visitors, for a while. */
export type Sustained = {
  concurrency: number
  seconds: number
  perSecond: number
  slowestSecond: number
  p50: number
  p95: number
  p99: number
  counted: number
  /** How many had no answer when the lines were cut, and how many of them counted by then. */
  cut: { asked: number; counted: number }
  groups: { many: number; largest: number; callsMs: number }
  /** Processors that were busy: of the runtime, of its busiest thread, of the visitors. */
  busy: { runtime: number | null; thread: number | null; visitors: number }
}

/** More links than can be used up: this many for each second. */
export const MOST_A_SECOND = 1000

/**
 * Confirms for a while without a pause, and cuts every line at the end. Throws unless whoever was
 * told that they count does, and nobody who did not ask; unless those who were cut off count once
 * when they ask again; and unless rows, tally and ledger then agree, whole.
 */
export async function sustain(bench: Bench, links: number, progress: Progress): Promise<Sustained> {
  const { site, patience } = bench
  const slug = await freshLetter(bench)
  progress.at('sustaining', `${links.toLocaleString('en-GB')} sign`)
  const forms = await invited(bench, slug, links)
  const askings = forms.map(confirming)

  progress.at('sustaining', `confirming for ${patience.sustainMs / 1000} s`)
  await site.tell('spent')
  const rushed = await rushAndCut(site, patience, askings)
  const { groups, callsMs } = (await site.tell('spent')).registrar

  progress.at('sustaining', 'looking who counts')
  const { told, open, times, ...measured } = rushed
  const before = await placesCounted(site, slug)
  requireAll(told, before, 'was told that they count, and do not')
  requireAll(before, new Set([...told, ...open]), 'counts and never asked')
  const agent = new Agent({ keepAlive: true })
  for (const place of open) {
    const asking = askings[place]
    if (asking) await ask(agent, site.origin, asking)
  }
  agent.destroy()
  const counted = await placesCounted(site, slug)
  requireAll(new Set([...told, ...open]), counted, 'was told at last, and does not count')
  requireAll(counted, new Set([...told, ...open]), 'counts and never asked')
  await requireAgreement(site, slug)
  await auditLedger(site, slug, counted.size, progress)

  const sorted = times.toSorted((a, b) => a - b)
  return {
    ...measured,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    counted: counted.size,
    cut: { asked: open.size, counted: [...open].filter((place) => before.has(place)).length },
    groups: { many: groups.length, largest: Math.max(0, ...groups), callsMs },
  }
}

async function placesCounted(site: Site, slug: string): Promise<Set<number>> {
  const { places } = await site.tell('counted', { slug })
  return new Set(places)
}

function requireAll(some: Set<number>, among: Set<number>, what: string) {
  for (const place of some) if (!among.has(place)) throw new Error(`number ${place} ${what}`)
}
