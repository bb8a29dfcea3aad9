import { parseArgs } from 'node:util'
import { startVitest } from 'vitest/node'
import { FaultReporter } from './reporter.ts'

const HELP = `npm run faults                   lets every call of every journey go wrong, one at a time
npm run faults -- --only NAME    a single one, such as 'confirm by link/fails after commit/D1/3'; or all
                                 whose names begin so: 'confirm by link', 'confirm by link/slow'
npm run faults -- --sample       as many as npm test tries; --seed N chooses the same again`

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    sample: { type: 'boolean' },
    seed: { type: 'string' },
    help: { type: 'boolean' },
  },
})

if (values.help) console.log(HELP)
else await run()

async function run() {
  const { only, sample, seed = String(Math.floor(Math.random() * 2 ** 31)) } = values
  Object.assign(process.env, {
    FAULTS_WHOLE: sample ? '' : 'yes',
    FAULTS_ONLY: only ?? '',
    FAULTS_SEED: seed,
  })
  const [journey = ''] = only?.split('/') ?? []
  if (sample) console.log(`Seed ${seed}`)
  const vitest = await startVitest('test', ['test/faults/'], {
    config: 'test/vitest.config.ts',
    project: ['workers'],
    testNamePattern: `${journey && `^${journey} `}holds every rule whichever call fails`,
    reporters: [new FaultReporter(console.log)],
    watch: false,
  })
  await vitest.close()
}
