import * as z from 'zod'
import type { Config } from './deploy-config.ts'
import type { Step } from './deploy-step.ts'
import { commandLine, dataIn, failed } from './deploy-wrangler.ts'

const list = ['d1', 'list', '--json']
const create = ({ database }: Config) => ['d1', 'create', database.name, '--location', 'weur']
const migrate = ({ database }: Config) => [
  'd1',
  'migrations',
  'apply',
  database.binding,
  '--remote',
]

const listSchema = z.array(z.object({ name: z.string() }))

/** Makes the database if the account has none of its name. Wrangler finds it by that name. */
export const database: Step = {
  title: 'Database',
  why: 'D1 holds letters, signatures, ledgers and mail that waits. Made in western Europe.',
  plan: (config) => [commandLine(list), commandLine(create(config), 'if it is missing')],

  async run({ config, wrangler }) {
    const said = await wrangler(list)
    const known = listSchema.safeParse(dataIn(said))
    if (!said.ok || !known.success) {
      throw failed(list, said, 'May this login see D1 databases?')
    }
    const { name } = config.database
    if (known.data.some((one) => one.name === name)) return `${name} is there.`

    const made = await wrangler(create(config))
    if (!made.ok) {
      throw failed(create(config), made, 'May this login make D1 databases, and is there room?')
    }
    return `${name} was made.`
  },
}

/** Applies the migrations that are new. One that fails is rolled back as a whole. */
export const migrations: Step = {
  title: 'Migrations',
  why: 'The tables must be in place before the code that needs them.',
  plan: (config) => [commandLine(migrate(config))],

  async run({ config, wrangler }) {
    const before = new Date()
    const said = await wrangler(migrate(config))
    if (!said.ok) {
      throw failed(
        migrate(config),
        said,
        'The site still runs the code it had. The migration named above was rolled back.'
      )
    }
    if (/no migrations to apply/i.test(said.text)) return 'All of them were applied before.'
    return (
      `Applied. Time Travel can bring back the database as it was at ${before.toISOString()}:\n` +
      'see "Operations" in the README.'
    )
  },
}
