import { Agent, request } from 'node:http'
import { cpuMs } from './process.ts'
import { ORIGIN } from './site.ts'

/** One request of a rush; `expect` is the status that its answer must have. */
export type Asking = { path: string; form?: Record<string, string>; expect: number }

export type Rush = {
  done: number
  perSecond: number
  p50: number
  p95: number
  /** Processor time that the runtime took for each: the Worker, its database and its cache. */
  cpuMs: number | null
}

/** Where to rush to, and the process that answers, if it is known. */
export type Place = { origin: string; pid: number | undefined }

type RushOptions = { place: Place; concurrency: number; ms: number }

/**
 * So many visitors ask for one thing after another, each as soon as the last is answered, until the
 * time is over or `next` has nothing more. Throws at the first answer that is not as expected.
 */
export async function rush(
  { place: { origin, pid }, concurrency, ms }: RushOptions,
  next: () => Asking | undefined
): Promise<Rush> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  const times: number[] = []
  const cpuBefore = await cpuMs(pid)
  const began = performance.now()

  const visitor = async () => {
    while (performance.now() < began + ms) {
      const asking = next()
      if (!asking) return
      const asked = performance.now()
      await once(agent, origin, asking)
      times.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, visitor))

  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (part: number) => times[Math.floor(times.length * part)] ?? 0
  const done = times.length
  const cpuAfter = await cpuMs(pid)
  const cpu = cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / done
  return { done, perSecond: done / seconds, p50: at(0.5), p95: at(0.95), cpuMs: cpu }
}

function once(agent: Agent, origin: string, { path, form, expect }: Asking) {
  const body = form && new URLSearchParams(form).toString()
  const headers = body && {
    origin: ORIGIN,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
  }
  return new Promise<void>((resolve, reject) => {
    const asked = request(origin + path, {
      agent,
      method: body ? 'POST' : 'GET',
      headers: headers || {},
    })
    asked.on('error', reject)
    asked.on('response', (answer) => {
      answer.on('error', reject)
      answer.on('end', () => {
        if (answer.statusCode === expect) resolve()
        else reject(new Error(`${path} answered ${answer.statusCode}, not ${expect}`))
      })
      answer.resume()
    })
    asked.end(body)
  })
}
