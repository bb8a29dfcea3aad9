import type { MailTicket } from '../../src/mail/outbox'
import { lost } from './fault'
import type { Witness } from './parts'
import type { Trouble } from './trouble'

type Waiting = { id: string; body: MailTicket; due: number; attempts: number }

const RETRY_MS = 30 * 1000
const MOST_RETRIES = 5

export type TestQueue = ReturnType<typeof aQueue>

/** A queue with trouble before everything that is put into it. It hands over what it is asked for. */
export function aQueue(trouble: Trouble, wrote: Witness) {
  let waiting: Waiting[] = []
  const dead: Waiting[] = []

  async function put(bodies: MailTicket[], delaySeconds = 0) {
    const due = Date.now() + delaySeconds * 1000
    waiting.push(...bodies.map((body) => ({ id: crypto.randomUUID(), body, due, attempts: 1 })))
  }

  const binding = {
    sendBatch(messages: { body: MailTicket }[], { delaySeconds = 0 } = {}) {
      wrote('a queue')
      const bodies = messages.map(({ body }) => body)
      const half = bodies.slice(0, bodies.length / 2)
      return trouble.call('queue', {
        go: () => put(bodies, delaySeconds),
        ...(half.length > 0 && {
          partly: () => put(half, delaySeconds).then(() => Promise.reject(lost())),
        }),
      })
    },
  } as unknown as Queue<MailTicket>

  /** Hands over what is due, until nothing is. What its consumer fails at comes back, five times. */
  async function handOver(consume: (tickets: Waiting[]) => Promise<void>) {
    for (let due = takeDue(); due.length > 0; due = takeDue()) {
      try {
        await consume(due)
      } catch {
        const again = due.map((one) => {
          return { ...one, attempts: one.attempts + 1, due: Date.now() + RETRY_MS }
        })
        const isOver = ({ attempts }: Waiting) => attempts > MOST_RETRIES + 1
        dead.push(...again.filter(isOver))
        waiting.push(...again.filter((one) => !isOver(one)))
      }
    }
  }

  function takeDue(): Waiting[] {
    const isDue = ({ due }: Waiting) => due <= Date.now()
    const due = waiting.filter(isDue)
    waiting = waiting.filter((one) => !isDue(one))
    return due
  }

  return { binding, handOver, dead, waiting: () => waiting, lose: () => void (waiting = []) }
}
