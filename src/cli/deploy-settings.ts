import { basename } from 'node:path'
import { ask } from './deploy-ask.ts'
import { problemsWith } from './deploy-check.ts'
import { writeConfig } from './deploy-config.ts'
import type { Deployment, Step } from './deploy-step.ts'
import { Problem } from './problem.ts'

type Setting = 'ORIGIN' | 'MAIL_FROM' | 'STEWARDS'

const asked: { setting: Setting; flag: string; question: string }[] = [
  {
    setting: 'ORIGIN',
    flag: "--origin 'https://letters.example.org'",
    question: 'Where will the site be? Such as https://letters.example.org: ',
  },
  {
    setting: 'MAIL_FROM',
    flag: "--mail-from 'Round Table <letters@sign.example.org>'",
    question: 'Who are its mails from? Such as Round Table <letters@sign.example.org>: ',
  },
  {
    setting: 'STEWARDS',
    flag: "--stewards 'ada@example.org, grace@example.org'",
    question: 'Who gets its alarms? One or more addresses, with commas between: ',
  },
]

/** Asks for what is not set, checks all of it, and writes it into wrangler.toml. */
export const settings: Step = {
  title: 'Settings',
  why: 'ORIGIN, MAIL_FROM and STEWARDS are kept in wrangler.toml, so that they are asked for once.',
  plan: ({ vars }, options) =>
    asked.map(({ setting }) => {
      const value = options.settings[setting] ?? vars[setting]
      const problem = problemWith(setting, value)
      return problem ? `${setting} ${problem}, so it is asked for.` : `${setting} ${value}`
    }),

  async run(deployment) {
    const { ENVIRONMENT } = deployment.config.vars
    if (ENVIRONMENT !== 'production') {
      throw new Problem(
        `ENVIRONMENT is "${ENVIRONMENT}" in ${basename(deployment.config.path)}. ` +
          'It must be "production" there: development shows every mail to everybody.'
      )
    }

    for (const { setting, flag, question } of asked) {
      const value = await valueOf(deployment, setting, flag, question)
      if (value === deployment.config.vars[setting]) continue
      deployment.config = writeConfig(deployment.config, 'vars', setting, value)
    }
    const { vars } = deployment.config
    return asked.map(({ setting }) => `${setting} ${vars[setting]}`).join('\n')
  },
}

async function valueOf(
  { options, config, terminal }: Deployment,
  setting: Setting,
  flag: string,
  question: string
) {
  const given = options.settings[setting]?.trim() ?? config.vars[setting]
  const problem = problemWith(setting, given)
  if (problem === null) return given
  if (terminal) return ask(terminal, question, (answer) => problemWith(setting, answer))
  throw new Problem(`${setting} ${problem}. Give it:\n  npm run deploy -- ${flag}`)
}

/** As the site itself would see it, and a little stricter: nothing of the example may remain. */
function problemWith(setting: Setting, value: string): string | null {
  const [first] = problemsWith({ [setting]: value })
  if (first) return first.problem
  if (/countersign\.example\b/.test(value)) return 'is not set yet'
  return setting === 'ORIGIN' && !isSafe(new URL(value)) ? 'must begin with https://' : null
}

function isSafe({ protocol, hostname }: URL) {
  return protocol === 'https:' || ['localhost', '127.0.0.1'].includes(hostname)
}
