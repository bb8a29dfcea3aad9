import { basename } from 'node:path'
import { account } from './deploy-account.ts'
import { readConfig, type Config } from './deploy-config.ts'
import { database, migrations } from './deploy-database.ts'
import { health } from './deploy-health.ts'
import { readOptions, type Options } from './deploy-options.ts'
import { queues } from './deploy-queues.ts'
import { listRemaining } from './deploy-remaining.ts'
import { secrets } from './deploy-secrets.ts'
import { settings } from './deploy-settings.ts'
import type { Deployment } from './deploy-step.ts'
import { worker } from './deploy-worker.ts'
import { wranglerFor } from './deploy-wrangler.ts'
import { Problem } from './problem.ts'

const steps = [account, settings, database, queues, migrations, secrets, worker, health]

try {
  const options = readOptions(process.argv.slice(2))
  const config = readConfig(options.config)
  if (options.dryRun) showPlan(options, config)
  else await deploy(prepare(options, config))
} catch (error) {
  if (!(error instanceof Problem)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = 1
}

function prepare(options: Options, config: Config): Deployment {
  const isAttended = process.stdin.isTTY && process.stdout.isTTY
  return {
    options,
    config,
    wrangler: wranglerFor(config.path),
    terminal: isAttended ? { input: process.stdin, output: process.stdout } : null,
    secrets: [],
    live: { version: null, addresses: [] },
    health: null,
  }
}

async function deploy(deployment: Deployment) {
  for (const [i, { title, run }] of steps.entries()) {
    console.log(`\n${i + 1}/${steps.length} ${title}`)
    console.log(indented(await run(deployment)))
  }

  const remaining = listRemaining(deployment)
  console.log(`\nLeft to do`)
  for (const [i, one] of remaining.entries()) console.log(indented(one, `  ${i + 1}. `, '     '))

  const isWell =
    deployment.health?.state === 'well' || deployment.health?.state === 'well elsewhere'
  if (!isWell) process.exitCode = 1
}

/** The same steps in words: nothing is asked, sent or written. */
function showPlan(options: Options, config: Config) {
  console.log(`What npm run deploy would do with ${basename(config.path)}. Nothing is done now.`)
  for (const [i, { title, why, plan }] of steps.entries()) {
    console.log(`\n${i + 1}/${steps.length} ${title}`)
    console.log(indented([why, ...plan(config, options)].join('\n')))
  }
}

function indented(text: string, first = '  ', next = first) {
  return first + text.replaceAll('\n', `\n${next}`)
}
