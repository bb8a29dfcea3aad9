import { basename } from 'node:path'
import { account } from './deploy-account.ts'
import type { Config } from './deploy-config.ts'
import { database, migrations } from './deploy-database.ts'
import { health } from './deploy-health.ts'
import type { Options } from './deploy-options.ts'
import { queues } from './deploy-queues.ts'
import { listRemaining } from './deploy-remaining.ts'
import { secrets } from './deploy-secrets.ts'
import { settings } from './deploy-settings.ts'
import type { Deployment, Known, Step } from './deploy-step.ts'
import { worker } from './deploy-worker.ts'

const steps = [account, settings, database, queues, migrations, secrets, worker, health]

/** Takes every step, telling what each found, then what is left to a person. True if all is well. */
export async function deploy(known: Known, say: (text: string) => void): Promise<boolean> {
  const live = { version: null, addresses: [] }
  const deployment: Deployment = { ...known, secrets: [], live, health: null }
  for (const [i, step] of steps.entries()) {
    say(heading(i, step))
    say(indented(step.why))
    say(indented(await step.run(deployment), '  → '))
  }

  say('\nLeft to do')
  for (const [i, one] of listRemaining(deployment).entries()) {
    say(indented(one, `  ${i + 1}. `, '     '))
  }
  return deployment.health !== null && deployment.health.state.startsWith('well')
}

/** The same steps in words: nothing is asked, sent or written. */
export function showPlan(options: Options, config: Config, say: (text: string) => void) {
  say(`What npm run deploy would do with ${basename(config.path)}. Nothing is done now.`)
  for (const [i, step] of steps.entries()) {
    say(heading(i, step))
    say(indented([step.why, ...step.plan(config, options)].join('\n')))
  }
}

function heading(i: number, { title }: Step) {
  return `\n${i + 1}/${steps.length} ${title}`
}

function indented(text: string, first = '  ', next = first) {
  return first + text.replaceAll('\n', `\n${next}`)
}
