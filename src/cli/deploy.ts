import { readConfig } from './deploy-config.ts'
import { readOptions } from './deploy-options.ts'
import { deploy, showPlan } from './deploy-run.ts'
import { wranglerFor } from './deploy-wrangler.ts'
import { Problem } from './problem.ts'

const say = (text: string) => console.log(text)

try {
  const options = readOptions(process.argv.slice(2))
  const config = readConfig(options.config)
  if (options.dryRun) {
    showPlan(options, config, say)
  } else {
    const { stdin: input, stdout: output } = process
    const terminal = input.isTTY && output.isTTY ? { input, output } : null
    const wrangler = wranglerFor(config.path)
    const isWell = await deploy({ options, config, wrangler, terminal, env: process.env }, say)
    if (!isWell) process.exitCode = 1
  }
} catch (error) {
  if (!(error instanceof Problem)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = 1
}
