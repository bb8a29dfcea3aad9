import { setTimeout as later } from 'node:timers/promises'
import * as z from 'zod'
import { paths } from '../paths.ts'
import type { Deployment, Health, Step } from './deploy-step.ts'

const ATTEMPTS = 15
const PAUSE_MS = 2000
const TIME_OUT_MS = 10_000

const healthSchema = z.object({
  ok: z.boolean(),
  version: z.string().optional(),
  problems: z.array(z.string()).default([]),
})

type Answer = z.output<typeof healthSchema> | { reason: string }

/** Asks the site how it is, at ORIGIN, and at its workers.dev address if nobody answers there. */
export const health: Step = {
  title: 'Health',
  why: 'Asks /healthz whether the site can do its job, and whether it is the new version.',
  plan: () => [`GET ${paths.health()} at ORIGIN, for at most half a minute`],

  async run(deployment) {
    const { ORIGIN } = deployment.config.vars
    deployment.health = await examine(deployment, ORIGIN)
    return inWords(deployment.health)
  },
}

async function examine({ live }: Deployment, origin: string): Promise<Health> {
  const here = await settled(origin, live)
  if (!('reason' in here)) return diagnosis(origin, here)

  for (const address of live.addresses.filter((one) => one !== origin)) {
    const there = await settled(address, live)
    if ('reason' in there) continue
    return there.ok ? { state: 'well elsewhere', at: address } : diagnosis(address, there)
  }
  return { state: 'silent', at: origin, reason: here.reason }
}

function diagnosis(at: string, { ok, problems }: { ok: boolean; problems: string[] }): Health {
  return ok ? { state: 'well', at } : { state: 'unwell', at, problems }
}

/**
 * For some seconds after a deploy, data centres may answer with the version before, and a new
 * workers.dev address not at all. A domain that nobody attached is not waited for.
 */
async function settled(address: string, live: Deployment['live']): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await askHealth(address)
    const isSettled =
      'reason' in answer
        ? !live.addresses.includes(address)
        : live.version === null || answer.version === live.version
    if (isSettled || attempt === ATTEMPTS) return answer
    await later(PAUSE_MS)
  }
}

async function askHealth(address: string): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(TIME_OUT_MS)
    const response = await fetch(address + paths.health(), { signal, redirect: 'manual' })
    const health = healthSchema.safeParse(await response.json().catch(() => null))
    return health.data ?? { reason: `something else answers there, with ${response.status}` }
  } catch (error) {
    const { message, cause } = error as Error
    return { reason: cause instanceof Error ? cause.message : message }
  }
}

function inWords(health: Health) {
  switch (health.state) {
    case 'well':
      return `${health.at} is well.`
    case 'well elsewhere':
      return `The site is well, but only at ${health.at} so far.`
    case 'unwell':
      return [`${health.at} says what keeps it from its job:`, ...health.problems].join('\n')
    case 'silent':
      return `${health.at} does not answer: ${health.reason}.`
  }
}
