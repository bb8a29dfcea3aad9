import type { Mailer } from './message'

/** The time, for work that takes some. */
export type Clock = { now: () => Date; wait: (ms: number) => Promise<void> }

/** A mailer that starts its sends no closer together than it says, and when the next may start. */
export type PacedMailer = Pick<Mailer, 'send'> & { nextTurn: () => Promise<void> }

export function paced(mailer: Mailer, clock: Clock): PacedMailer {
  let next = 0
  const nextTurn = async () => {
    const wait = next - clock.now().getTime()
    if (wait > 0) await clock.wait(wait)
  }
  return {
    nextTurn,
    async send(messages, idempotencyKey, now) {
      await nextTurn()
      next = clock.now().getTime() + mailer.everyMs
      return mailer.send(messages, idempotencyKey, now)
    },
  }
}
