import * as z from 'zod'
import { askSecretly } from './deploy-ask.ts'
import { problemsWith } from './deploy-check.ts'
import type { Config } from './deploy-config.ts'
import { handOver, list, listSecrets, put, type Secrets } from './deploy-hand-over.ts'
import type { Deployment, Step } from './deploy-step.ts'
import { commandLine, dataIn, failed } from './deploy-wrangler.ts'
import { newKeys } from './new-keys.ts'
import { Problem } from './problem.ts'

const KEYS = ['MASTER_KEY', 'LEDGER_KEY'] as const
const RESEND = 'RESEND_API_KEY'

const IS_USED = 'SELECT EXISTS (SELECT 1 FROM letter) AS used'

const askIfUsed = ({ database }: Config) =>
  ['d1', 'execute', database.binding, '--remote', '--json', '--command'].concat(IS_USED)

const usedSchema = z.tuple([z.object({ results: z.tuple([z.object({ used: z.number() })]) })])

/** Gives the Worker the secrets that it lacks: made here, typed, or from the environment. */
export const secrets: Step = {
  title: 'Secrets',
  why: 'MASTER_KEY and LEDGER_KEY are made here, RESEND_API_KEY is asked for; none is shown.',
  plan: (config) => [
    commandLine(list),
    commandLine(askIfUsed(config), 'if MASTER_KEY or LEDGER_KEY is missing'),
    commandLine(put, 'if one is missing: the secrets are its input'),
    commandLine(list, 'to see that they arrived'),
  ],

  async run(deployment) {
    deployment.secrets = await listSecrets(deployment.wrangler)
    const kept = deployment.secrets.map((name) => `${name} is there.`)

    const keys = await missingKeys(deployment)
    const given = { ...keys, ...(await resendKey(deployment)) }
    if (Object.keys(given).length > 0) {
      deployment.secrets = await handOver(deployment.wrangler, given)
    }
    const later = deployment.secrets.includes(RESEND) ? [] : [`${RESEND} is left for later.`]
    return [
      ...kept,
      ...Object.keys(given).map((name) => described(deployment, name)),
      ...later,
    ].join('\n')
  },
}

function described({ env }: Deployment, name: string) {
  if (env[name]) return `${name} was handed over, from the environment.`
  if (name === RESEND) return `${name} was handed over.`
  return `${name} was made and handed over. Nobody has seen it, and nobody can read it back.`
}

async function missingKeys(deployment: Deployment): Promise<Secrets> {
  const { env } = deployment
  const missing = KEYS.filter((key) => !deployment.secrets.includes(key))
  if (missing.length === 0) return {}

  const made = newKeys()
  if (missing.some((key) => !env[key])) await refuseToReplace(deployment, missing)
  const keys = Object.fromEntries(missing.map((key) => [key, env[key] || made[key]]))

  const problems = problemsWith(keys)
  if (problems.length === 0) return keys
  const words = problems.map(({ setting, problem }) => `${setting} ${problem}`).join(' and ')
  throw new Problem(`${words}. It comes from the environment.`)
}

/** New keys on a database with letters would break every link and let everybody sign twice. */
async function refuseToReplace({ options, config, wrangler }: Deployment, missing: string[]) {
  if (options.newKeys) return
  const said = await wrangler(askIfUsed(config))
  const used = usedSchema.safeParse(dataIn(said))
  if (!said.ok || !used.success) throw failed(askIfUsed(config), said, 'Is the database well?')
  if (used.data[0].results[0].used === 0) return

  const put = missing.map((key) => `  npx wrangler secret put ${key}`).join('\n')
  throw new Problem(
    `The database holds letters, but the Worker has no ${missing.join(' and no ')}.\n\n` +
      `If you kept a copy, put it back, then run npm run deploy again:\n${put}\n\n` +
      'If it is lost for good, read under "Operations" in the README what new keys break, then:\n' +
      '  npm run deploy -- --new-keys'
  )
}

async function resendKey({ secrets, terminal, env }: Deployment): Promise<Secrets> {
  if (secrets.includes(RESEND)) return {}
  const given = env[RESEND]?.trim()
  const problem = given ? problemWithResendKey(given) : null
  if (problem) throw new Problem(`${RESEND} in the environment ${problem}.`)
  if (given) return { [RESEND]: given }
  if (!terminal) return {}

  const question = 'The API key from Resend (not shown as you type; Enter alone leaves it): '
  const typed = await askSecretly(terminal, question, (answer) => {
    return answer === '' ? null : problemWithResendKey(answer)
  })
  return typed ? { [RESEND]: typed } : {}
}

function problemWithResendKey(key: string) {
  return /^re_\S+$/.test(key) ? null : 'is no key from Resend: those begin with re_'
}
