import { Agent } from 'node:http'
import { setTimeout as later } from 'node:timers/promises'
import type { Patience } from './compare.ts'
import { cpuMs, threadsMs } from './process.ts'
import { ask, BETWEEN_VISITORS_MS, type Asking, type Place } from './rush.ts'

/** Who was told that it was done, whose line was cut before that, and how it went. */
export async function rushAndCut(
  { origin, pid }: Place,
  { atOnce, sustainMs }: Pick<Patience, 'atOnce' | 'sustainMs'>,
  askings: Asking[]
) {
  const agents: Agent[] = []
  const [told, open, times] = [new Set<number>(), new Set<number>(), [] as number[]]
  const bySecond: number[] = []
  const over = new AbortController()
  let place = 0
  const threadsBefore = await threadsMs(pid)
  const cpuBefore = await cpuMs(pid)
  const ownBefore = process.cpuUsage()
  const began = performance.now()

  const visitors = Array.from({ length: atOnce }, async (_, i) => {
    await later(i * BETWEEN_VISITORS_MS)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    agents.push(agent)
    while (!over.signal.aborted && place < askings.length) {
      const own = place++
      const asking = askings[own]
      if (!asking) break
      open.add(own)
      const asked = performance.now()
      try {
        await ask(agent, origin, asking)
      } catch (error) {
        // Those that were cut off are asked about later.
        if (over.signal.aborted) break
        throw error
      }
      const answered = performance.now()
      open.delete(own)
      told.add(own)
      times.push(answered - asked)
      const second = Math.floor((answered - began) / 1000)
      bySecond[second] = (bySecond[second] ?? 0) + 1
    }
  })
  const allGone = Promise.all(visitors)
  await Promise.race([later(sustainMs), allGone])

  const ms = performance.now() - began
  const answered = told.size
  const [cpuAfter, threadsAfter] = [await cpuMs(pid), await threadsMs(pid)]
  const own = process.cpuUsage(ownBefore)
  over.abort()
  for (const agent of agents) agent.destroy()
  await allGone
  const whole = bySecond.slice(0, Math.max(1, Math.floor(ms / 1000)))
  const ofThreads = [...(threadsAfter ?? [])].map(
    ([id, spent]) => spent - (threadsBefore?.get(id) ?? 0)
  )
  return {
    concurrency: atOnce,
    seconds: ms / 1000,
    perSecond: answered / (ms / 1000),
    slowestSecond: Math.min(...Array.from(whole, (many) => many ?? 0)),
    busy: {
      runtime: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / ms,
      thread: threadsBefore && threadsAfter ? Math.max(...ofThreads) / ms : null,
      visitors: (own.user + own.system) / 1000 / ms,
    },
    told,
    open,
    times,
  }
}
