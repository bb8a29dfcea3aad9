import { vi } from 'vitest'
import { MINUTE } from '../support/clock'
import { lost, PARTS, type Fault, type Part } from './fault'

/**
 * A call that is about to be made: whole, and so that some of it fails, if it has several things.
 * Whoever makes it can be evicted, if it is a Durable Object.
 */
export type Call<T> = { go: () => Promise<T>; partly?: () => Promise<T>; evict?: () => void }

const STEP = 10 * MINUTE

export type Trouble = ReturnType<typeof aTrouble>

/** Stands before every part, counts the calls while it is armed, and lets one of them go wrong. */
export function aTrouble() {
  let fault: Fault | null = null
  let armed = false
  let counts = zero()
  let delayed: { due: number; go: () => Promise<unknown> } | null = null
  let reached = false

  /** What was given up happens all the same, if it has not yet. Nobody hears what came of it. */
  async function land(): Promise<boolean> {
    if (!delayed) return false
    const { go } = delayed
    delayed = null
    await go().catch(() => undefined)
    return true
  }

  async function meet<T>({ mode, k }: Fault, part: Part, call: Call<T>): Promise<T> {
    const { go, partly, evict } = call
    const nth = counts[part]
    if (delayed && nth >= delayed.due) await land()
    if (nth > k && mode.endsWith('goes down')) throw lost()
    if (nth !== k) return go()

    reached = true
    switch (mode) {
      case 'fails before':
      case 'goes down':
        throw lost()
      case 'fails after commit':
      case 'commits and goes down':
        await go()
        throw lost()
      case 'slow':
      case 'late':
        delayed = { due: mode === 'slow' ? k + 2 : Infinity, go }
        throw lost()
      case 'duplicate':
        await go().catch(() => undefined)
        return go()
      case 'partial':
        // Of a single thing no part can fail.
        reached = partly !== undefined
        return (partly ?? go)()
      case 'evicted before':
      case 'evicted after commit':
        reached = evict !== undefined
        if (!evict) return go()
        if (mode === 'evicted after commit') await go()
        evict()
        throw lost()
      case 'clock steps back':
      case 'clock steps ahead':
        vi.setSystemTime(Date.now() + (mode === 'clock steps back' ? -STEP : STEP))
        return go()
    }
  }

  return {
    /** From now on calls are counted; without a fault, that is all. */
    arm(next: Fault | null) {
      fault = next
      armed = true
      counts = zero()
    },
    disarm() {
      armed = false
    },
    land,
    /** The same happens to somebody else. */
    async once() {
      await land()
      counts = zero()
    },
    counts: () => counts,
    wasReached: () => reached,

    async call<T>(part: Part, call: Call<T>): Promise<T> {
      if (!armed) return call.go()
      counts[part] += 1
      return fault?.part === part ? meet(fault, part, call) : call.go()
    },
  }
}

function zero(): Record<Part, number> {
  return Object.fromEntries(PARTS.map((part) => [part, 0])) as Record<Part, number>
}
