import { rush, type Asking, type Place, type Rush } from './rush.ts'

const HELLO_MS = 350

/** A rush, and the rushes on "hello" around it, that its times are read against. */
export type Compared = Rush & { concurrency: number; hello: Rush }

export type Places = { hello: Place; site: Place }

/** Measures the site against "hello" with as many visitors, in the same seconds. */
export async function compare(
  places: Places,
  concurrency: number,
  ms: number,
  next: () => Asking | undefined
): Promise<Compared> {
  const hello = () => {
    const options = { place: places.hello, concurrency, ms: HELLO_MS }
    return rush(options, () => ({ path: '/', expect: 200 }))
  }
  const before = await hello()
  const measured = await rush({ place: places.site, concurrency, ms }, next)
  return { ...measured, concurrency, hello: mean(before, await hello()) }
}

function mean(a: Rush, b: Rush): Rush {
  return {
    done: a.done + b.done,
    perSecond: (a.perSecond + b.perSecond) / 2,
    p50: (a.p50 + b.p50) / 2,
    p95: (a.p95 + b.p95) / 2,
    cpuMs: a.cpuMs === null || b.cpuMs === null ? null : (a.cpuMs + b.cpuMs) / 2,
  }
}
