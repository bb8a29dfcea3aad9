import { deliver, NOTHING, type Delivery, type MailDeps } from './deliver'
import { mailerFor } from './mailer'
import { ask } from '../ask'
import { endOutage, outageOf } from './outage'
import { paced, type Clock } from './pace'

/** One call of the consumer sends so many batches, or works so long, and then asks for another. */
const ROUNDS = 40
const LONGEST_MS = 60 * 1000

export type Drained = Delivery & {
  /** The provider could not take a batch: all mail rests for this long. */
  retryInMs: number | null
  /** Something may still be due. */
  more: boolean
}

/**
 * Sends what is due, batch after batch, no faster than the provider allows. Stops when nothing is,
 * or when the provider can't go on; while mail rests it does nothing.
 */
export async function drain(deps: MailDeps, clock: Clock): Promise<Drained> {
  const { db, settings, mailer = mailerFor(settings, db) } = deps
  const total = { ...NOTHING, retryInMs: null, more: false }
  if (!mailer) return total

  const begun = clock.now().getTime()
  let [outage] = await ask(db, outageOf(db))
  if (outage && outage.resumeAt > begun) return total

  const { send, nextTurn } = paced(mailer, clock)
  for (let round = 0; round < ROUNDS; round++) {
    const now = clock.now()
    if (now.getTime() - begun >= LONGEST_MS) break

    const one = await deliver(deps, send, outage, now)
    if (!one) return total
    for (const key of ['sent', 'skipped', 'refused', 'unknown'] as const) total[key] += one[key]
    if (one.provider === 'not-asked') continue

    // Also after the last one: the next call of the consumer may come at once.
    await nextTurn()
    if (one.provider !== 'took-it') return { ...total, retryInMs: one.provider.restMs }
    if (outage) await endOutage(db, outage, now)
    outage = null
  }
  return { ...total, more: true }
}
