import { Agent, request } from 'node:http'
import { setTimeout as later } from 'node:timers/promises'
import { cpuMs } from './process.ts'
import { ORIGIN } from './site.ts'

/** One request of a rush; `expect` is the status that its answer must have. */
export type Asking = { path: string; form?: Record<string, string>; expect: number }

export type Rush = {
  perSecond: number
  p50: number
  p95: number
  /** Processor time that the runtime took for each: the Worker, its database and its cache. */
  cpuMs: number | null
  /** All that were answered, also before and after the time that was measured. */
  answered: number
}

/** Where to rush to, and the process that answers, if it is known. */
export type Place = { origin: string; pid: number | undefined }

type RushOptions = { place: Place; concurrency: number; ms: number }

/** Of many who come at once, some would be turned away for seconds. */
export const BETWEEN_VISITORS_MS = 2

/**
 * So many visitors ask for one thing after another, each as soon as the last is answered, until
 * `next` has nothing more or the time is over, which begins when all of them are there. Throws at
 * the first answer that is not as expected.
 */
export async function rush(
  { place: { origin, pid }, concurrency, ms }: RushOptions,
  next: () => Asking | undefined
): Promise<Rush> {
  let times: number[] = []
  let answered = 0
  const over = new AbortController()

  const visitors = Array.from({ length: concurrency }, async (_, i) => {
    await later(i * BETWEEN_VISITORS_MS)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (!over.signal.aborted) {
      const asking = next()
      if (!asking) break
      const asked = performance.now()
      await ask(agent, origin, asking)
      answered++
      times.push(performance.now() - asked)
    }
    agent.destroy()
  })
  const allGone = Promise.all(visitors)

  await Promise.race([later((concurrency + 10) * BETWEEN_VISITORS_MS), allGone])
  times = []
  const cpuBefore = await cpuMs(pid)
  const began = performance.now()
  await Promise.race([later(ms), allGone])
  const seconds = (performance.now() - began) / 1000
  const measured = times.toSorted((a, b) => a - b)
  const cpuAfter = await cpuMs(pid)

  over.abort()
  await allGone
  const cpu = cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore
  return {
    perSecond: measured.length / seconds,
    p50: quantile(measured, 0.5),
    p95: quantile(measured, 0.95),
    cpuMs: cpu && measured.length > 0 ? cpu / measured.length : null,
    answered,
  }
}

/** A value of a sorted list that so large a part of it comes before. */
export function quantile(sorted: number[], part: number): number {
  return sorted[Math.floor(sorted.length * part)] ?? 0
}

/** Asks once. Returns the answer's body once it is there to its end. */
export function ask(agent: Agent, origin: string, asking: Asking): Promise<Buffer> {
  const { path, form, expect } = asking
  const body = form && new URLSearchParams(form).toString()
  const headers = body && {
    origin: ORIGIN,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
  }
  const options = { agent, method: body ? 'POST' : 'GET', headers: headers || {} }
  return new Promise((resolve, reject) => {
    const asked = request(origin + path, options)
    asked.on('error', reject)
    asked.on('response', (answer) => {
      answer.on('error', reject)
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        if (answer.statusCode === expect) resolve(Buffer.concat(parts))
        else reject(new Error(`${path} answered ${answer.statusCode}, not ${expect}`))
      })
    })
    asked.end(body)
  })
}
