import { setTimeout as sleep } from 'node:timers/promises'
import { runAudits } from './verify-audits.ts'
import { HELP } from './verify-help.ts'
import { readPinned } from './verify-keys.ts'
import { readOptions, type Command } from './verify-options.ts'
import { verifyPair } from './verify-pair.ts'
import { verifyReceipt } from './verify-receipt.ts'
import { problemOf, runCheck, type Ending, type RunOptions } from './verify-run.ts'
import { verifyTotal } from './verify-total.ts'
import { verifyWatch } from './verify-watch.ts'

type Watch = Extract<Command, { verb: 'watch' }>

try {
  const { command, vkeys, json } = readOptions(process.argv.slice(2))
  process.exitCode = await run(command, { pinned: await readPinned(vkeys), json })
} catch (error) {
  console.error(problemOf(error))
  process.exitCode = 2
}

async function run(command: Command, options: RunOptions): Promise<Ending> {
  switch (command.verb) {
    case 'help':
      console.log(HELP)
      return 0
    case 'audit':
      return worst(await runAudits(command.urls, options))
    case 'total':
      return runCheck(['total', command.from], options, (check) => verifyTotal(command.from, check))
    case 'pair':
      return runCheck(['pair', command.a, command.b], options, (check) =>
        verifyPair(command, check)
      )
    case 'receipt':
      return runCheck(['receipt', command.file], options, (check) => verifyReceipt(command, check))
    case 'watch':
      return watch(command, options)
  }
}

/** Looks once; or, with an interval, until something is wrong. An outage does not end that. */
async function watch({ url, state, seconds }: Watch, options: RunOptions): Promise<Ending> {
  for (;;) {
    const look = await runCheck(['watch', url], options, (check) => verifyWatch(url, state, check))
    if (look === 1 || seconds === null) return look
    await sleep(seconds * 1000)
  }
}

/** A failure outweighs what could not be checked, and that what is verified. */
function worst(endings: Ending[]): Ending {
  if (endings.includes(1)) return 1
  return endings.includes(2) ? 2 : 0
}
