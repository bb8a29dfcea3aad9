import { resolve } from 'node:path'
import { deskPaths } from '../desk-paths.ts'
import { readConfig } from './deploy-config.ts'
import { wranglerFor, type Wrangler } from './deploy-wrangler.ts'
import { Problem } from './problem.ts'
import { readSignInOptions, type SignInOptions } from './sign-in-options.ts'
import { signInRow } from './sign-in-row.ts'
import { stewardsIn } from './stewards.ts'

const root = resolve(import.meta.dirname, '../..')

try {
  const options = readSignInOptions(process.argv.slice(2))
  const config = readConfig(options.config)
  const origin = options.remote ? config.vars.ORIGIN : `http://localhost:${options.port}`
  const { sql, token } = signInRow(options.address, new Date())
  await write(wranglerFor(config.path), config.database.binding, sql, options)

  const devVars = options.remote ? null : resolve(options.state ?? root, '.dev.vars')
  const isSteward = (await stewardsIn(config, devVars)).includes(options.address)
  console.log(told(origin + deskPaths.signInLink(token), options.address, isSteward))
} catch (error) {
  if (!(error instanceof Problem)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** Writes the row into the site's own database, running or not. */
async function write(
  wrangler: Wrangler,
  database: string,
  sql: string,
  { remote, state }: SignInOptions
) {
  const where = remote ? ['--remote'] : ['--local', ...(state ? ['--persist-to', state] : [])]
  const args = ['d1', 'execute', database, ...where, '--yes', '--command', sql]
  const said = await wrangler(args, { env: { CLOUDFLARE_CF_FETCH_ENABLED: 'false' } })
  if (said.ok) return

  const words = said.problems || said.text || 'It did not say why.'
  if (/no such table/i.test(words)) {
    throw new Problem(
      remote
        ? 'The deployed database has no desk yet. Run npm run deploy first.'
        : 'There is no site here yet, or an older one. Run npm start first, with the same --state if it has one.'
    )
  }
  throw new Problem(
    `The link could not be made. Wrangler said:\n\n${words}\n\n` +
      (remote
        ? 'Are you logged in (npx wrangler login), with access to D1?'
        : 'Nothing was changed.')
  )
}

function told(link: string, address: string, isSteward: boolean): string {
  return `This signs in as ${address}, once, within ten minutes, in whichever browser opens it:

  ${link}

Whoever has it gets in: hand it to nobody.${
    isSteward
      ? ''
      : `\n${address} is not among STEWARDS, so it opens a campaigner’s desk without the steward’s pages.`
  }`
}
