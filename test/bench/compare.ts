import type { Piece } from './curve.ts'
import { rush, type Asking, type Place, type Rush } from './rush.ts'
import type { Site } from './site.ts'

/** What is measured, what it is compared with, and how much time may be spent on it. */
export type Bench = { site: Site; hello: Place; patience: Patience }

export type Patience = {
  helloMs: number
  readMs: number
  writeMs: number
  stageMs: number
  /** How often a page of newsroom or desk is asked for. */
  again: number
  /** How long confirmations go on without a pause, and by how many at once. */
  sustainMs: number
  atOnce: number
  mails: number
  watchers: number
  /** Who signs or confirms while they watch, and how many of them a second. */
  come: number
  comePerSecond: number
  pieces: Piece[]
  schools: number
}

/** A rush, and the rushes on "hello" around it, that its times are read against. */
export type Compared = Rush & { concurrency: number; hello: Rush }

/** Measures the site against "hello" with as many visitors, in the same seconds. */
export async function compare(
  { site, hello, patience }: Bench,
  concurrency: number,
  ms: number,
  next: () => Asking | undefined
): Promise<Compared> {
  const greet = () => {
    const options = { place: hello, concurrency, ms: patience.helloMs }
    return rush(options, () => ({ path: '/', expect: 200 }))
  }
  const before = await greet()
  const measured = await rush({ place: site, concurrency, ms }, next)
  return { ...measured, concurrency, hello: mean(before, await greet()) }
}

function mean(a: Rush, b: Rush): Rush {
  return {
    perSecond: (a.perSecond + b.perSecond) / 2,
    p50: (a.p50 + b.p50) / 2,
    p95: (a.p95 + b.p95) / 2,
    answered: a.answered + b.answered,
    cpuMs: a.cpuMs === null || b.cpuMs === null ? null : (a.cpuMs + b.cpuMs) / 2,
  }
}
