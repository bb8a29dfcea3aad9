import { Problem } from './problem.ts'
import { databaseOf } from './schools-database.ts'
import { HELP, readImportOptions } from './schools-options.ts'
import { importSchools } from './schools-run.ts'
import { summary } from './schools-summary.ts'

const SLOW_MS = 1500

let slow: NodeJS.Timeout | undefined
try {
  const began = performance.now()
  const now = new Date()
  const options = readImportOptions(process.argv.slice(2), now)
  if (options === null) {
    console.log(HELP)
  } else {
    const imported = await importSchools(options, databaseOf(options), now, tellIfSlow)
    console.log(summary(imported, performance.now() - began))
  }
} catch (error) {
  if (!(error instanceof Problem)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  clearTimeout(slow)
}

function tellIfSlow(doing: string) {
  clearTimeout(slow)
  slow = setTimeout(() => console.error(`${doing} …`), SLOW_MS)
}
