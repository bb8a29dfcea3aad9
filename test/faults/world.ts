import {
  createMessageBatch,
  createScheduledController,
  runDurableObjectAlarm,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import worker from '../../src/index'
import type { Letter } from '../../src/letters/letter'
import { registrarOf } from '../registrar/people'
import { HOUR, MINUTE } from '../support/clock'
import { aLetter, letterAgain } from '../support/letters'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'
import type { Fault } from './fault'
import type { Mail } from './mail'
import { aTroubledSite } from './site'
import { aTrouble } from './trouble'

/** When every world begins. So far ahead, no alarm that is set in it goes off by itself. */
export const BEGAN = Date.parse('2036-06-23T10:00:00Z')

export type World = Awaited<ReturnType<typeof aWorld>>

/** A letter of its own and the whole site around it, of which every part can be made to fail. */
export async function aWorld() {
  vi.useFakeTimers({ toFake: ['Date'], now: BEGAN })
  const trouble = aTrouble()
  const logged: string[] = []
  const spies = [
    vi.spyOn(scheduler, 'wait').mockImplementation(async (ms) => pass(ms)),
    ...(['error', 'warn', 'log'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation((...said) => void logged.push(said.join(' ')))
    ),
  ]

  const site = aTroubledSite(trouble)
  const { queue, provider } = site
  const letter: Letter = await aLetter({ openedAt: new Date(BEGAN) })
  await site.enterRegistrar(letter)

  function pass(ms: number) {
    vi.setSystemTime(Date.now() + ms)
  }

  async function deliver() {
    await queue.handOver(async (tickets) => {
      const messages = tickets.map((one) => ({ ...one, timestamp: new Date() }))
      await worker.queue(createMessageBatch('countersign-mail', messages), site.env)
    })
  }

  async function cron(cron = '* * * * *') {
    await worker.scheduled(createScheduledController({ cron }), site.env).catch(() => undefined)
  }

  /** What is done by itself, each minute and whenever there is a ticket. */
  async function sweep() {
    await cron()
    await deliver()
    await runDurableObjectAlarm(registrarOf(letter))
  }

  const unfinished = () =>
    rowsOf(`SELECT id FROM outbox WHERE state IN ('waiting', 'claimed')
            UNION ALL SELECT letter_id FROM edition_news`)

  return {
    letter,
    env: site.env,
    queue,
    provider,
    trouble,
    logged,
    /** Everything that a GET has changed. */
    written: site.written,
    pass,
    deliver,
    cron,
    sweep,
    visitor: () => aVisitor(site),
    letterNow: () => letterAgain(letter),

    /** What another program sends. */
    post: (path: string, init: RequestInit) =>
      site.fetch(new URL(path, env.ORIGIN), { method: 'POST', ...init }),

    /** A public page as it is now, whatever the edge remembers. */
    read: (path: string) => aVisitor(site).read(path),

    /** The newest mail that somebody got. */
    async mailTo(address: string): Promise<Mail> {
      const mails = await provider.mails()
      const newest = mails.findLast(({ to }) => to === address)
      if (!newest) throw new Error(`No mail went to ${address}.`)
      return newest
    },

    async arm(fault: Fault | null) {
      await site.enterRegistrar(letter)
      trouble.arm(fault)
    },

    /** Lets minutes pass until all that is done by itself is done, and then two hours more. */
    async settle() {
      await sweep()
      for (let minutes = 1; (await unfinished()).length > 0; minutes *= 2) {
        if (minutes > 600) break
        pass(minutes * MINUTE)
        await sweep()
      }
      pass(2 * HOUR)
      await sweep()
    },

    /** Nothing of this world is left for the next one to do. */
    async end() {
      await env.DB.batch(
        ['outbox', 'outage', 'edition_news', 'alarm', 'heard'].map((table) =>
          env.DB.prepare(`DELETE FROM ${table}`)
        )
      )
      for (const spy of spies) spy.mockRestore()
      vi.unstubAllGlobals()
      vi.useRealTimers()
    },
  }
}
