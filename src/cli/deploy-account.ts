import { basename } from 'node:path'
import * as z from 'zod'
import { ask } from './deploy-ask.ts'
import { writeConfig } from './deploy-config.ts'
import type { Deployment, Step } from './deploy-step.ts'
import { commandLine, dataIn, failed, type Said } from './deploy-wrangler.ts'
import { Problem } from './problem.ts'

const whoami = ['whoami', '--json']

const whoSchema = z.discriminatedUnion('loggedIn', [
  z.object({ loggedIn: z.literal(false) }),
  z.object({
    loggedIn: z.literal(true),
    email: z.string().nullish(),
    accounts: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
])

type Account = { id: string; name: string }

const LOG_IN = `Nobody is logged in to Cloudflare.

Run "npx wrangler login", which opens a browser. Where there is none, make an API token from the
template "Edit Cloudflare Workers", add the permissions to edit D1 and Queues, and put it into the
environment as CLOUDFLARE_API_TOKEN. Then run npm run deploy again.`

/** Finds the account, and fixes it in wrangler.toml so that no later deploy ends up in another. */
export const account: Step = {
  title: 'Account',
  why: 'Everything is made in one Cloudflare account, and stays there.',
  plan: ({ account }, options) => [
    commandLine(whoami),
    `Then account_id ${options.account ?? account ?? 'of that account'} stands in wrangler.toml.`,
  ],

  async run(deployment) {
    const who = readWho(await deployment.wrangler(whoami))
    const id = await choose(deployment, who.accounts)
    if (deployment.config.account !== id) {
      deployment.config = writeConfig(deployment.config, null, 'account_id', id)
    }
    const name = who.accounts.find((one) => one.id === id)?.name
    return `${name ?? 'The account'} (${id})${who.email ? `, as ${who.email}` : ''}.`
  },
}

function readWho(said: Said) {
  const who = whoSchema.safeParse(dataIn(said))
  if (!who.success) throw failed(whoami, said, 'Is this machine online?')
  if (!who.data.loggedIn) throw new Problem(LOG_IN)
  return who.data
}

async function choose({ options, config, terminal, env }: Deployment, accounts: Account[]) {
  const wanted = options.account ?? config.account ?? env.CLOUDFLARE_ACCOUNT_ID
  if (wanted) return whereAllowed(wanted, accounts, basename(config.path))

  const [first, ...others] = accounts
  if (!first) {
    throw new Problem(
      'This login may not list its accounts. Give the id, which the Cloudflare dashboard shows:\n' +
        '  npm run deploy -- --account 0123456789abcdef0123456789abcdef'
    )
  }
  if (others.length === 0) return first.id

  const list = accounts.map(({ name }, i) => `${i + 1}  ${name}`).join('\n  ')
  if (!terminal) {
    const ids = accounts.map(({ id, name }) => `  ${id}  ${name}`).join('\n')
    throw new Problem(
      `There are several accounts. Give one: npm run deploy -- --account ID\n${ids}`
    )
  }
  const answer = await ask(
    terminal,
    `${list}\n  Which account (1–${accounts.length})? `,
    (text) => {
      return accounts[Number(text) - 1] ? null : 'is none of these numbers'
    }
  )
  return accounts[Number(answer) - 1]?.id ?? first.id
}

function whereAllowed(wanted: string, accounts: Account[], file: string) {
  const known = accounts.some(({ id }) => id === wanted)
  if (known || accounts.length === 0) return wanted

  const allowed = accounts.map(({ id, name }) => `  ${id}  ${name}`).join('\n')
  throw new Problem(
    `This login has no access to the account ${wanted}, only to:\n${allowed}\n\n` +
      `Log in as somebody who has ("npx wrangler login"), or give another account with --account. ` +
      `It is written in ${file} as account_id, or in the environment.`
  )
}
