import { inject } from 'vitest'
import { chance } from '../registrar/chance'
import { MODES, nameOf, PARTS, type Fault, type Part } from './fault'
import type { Journey } from './journey'
import type { Report } from './report'
import { trial } from './trial'

/** Without being asked for all, as many of each journey are tried as there is time for. */
const SAMPLE = 3

/** Lets the calls of a journey go wrong, one after the other: all, the one asked for, or a few. */
export async function tryAll(journey: Journey): Promise<Report> {
  const { only, whole, seed } = inject('faults')
  const report: Report = { journey: journey.name, tried: 0, failed: [] }

  async function tryOne(fault: Fault | null) {
    const name = `${journey.name}/${fault ? nameOf(fault) : 'nothing'}`
    try {
      const { calls, reached } = await trial(journey, fault)
      if (reached) report.tried++
      return calls
    } catch (error) {
      report.tried++
      report.failed.push({ name, why: error instanceof Error ? error.message : String(error) })
      return null
    }
  }

  const calls = await tryOne(null)
  const faults = calls ? everyFault(calls) : []
  const asked = faults.filter((one) => `${journey.name}/${nameOf(one)}/`.startsWith(`${only}/`))
  const chosen = only ? asked : whole ? faults : sample(faults, seed, journey)
  for (const fault of chosen) await tryOne(fault)
  return report
}

/** For any other part they would be the same again. */
const OF_D1 = /^(evicted|clock)/

function everyFault(calls: Record<Part, number>): Fault[] {
  return PARTS.flatMap((part) =>
    MODES.filter((mode) => part === 'D1' || !OF_D1.test(mode)).flatMap((mode) =>
      Array.from({ length: calls[part] }, (_, i) => ({ mode, part, k: i + 1 }))
    )
  )
}

function sample(faults: Fault[], seed: number, { name }: Journey): Fault[] {
  // Two journeys of as many calls are to differ in which of them fail.
  const own = [...name].reduce((sum, sign) => Math.imul(sum, 31) + sign.charCodeAt(0), seed)
  const { next } = chance(own)
  const inAnyOrder = faults.map((fault) => ({ fault, place: next() }))
  const sorted = inAnyOrder.sort((a, b) => a.place - b.place)
  return sorted.slice(0, SAMPLE).map(({ fault }) => fault)
}

/** What broke a rule, and how to try it alone. Empty if nothing did. */
export function brokenBy({ failed }: Report): string {
  const each = failed.map(({ name, why }) => `npm run faults -- --only '${name}'\n${why}`)
  return each.join('\n\n')
}
