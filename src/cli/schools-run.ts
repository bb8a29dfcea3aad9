import { compare, type Difference, type Stored } from '../register/compare.ts'
import type { SchoolList } from '../register/list.ts'
import { Problem } from './problem.ts'
import type { Database } from './schools-database.ts'
import { dayInName } from './schools-day.ts'
import { readList, type ReadList } from './schools-list.ts'
import type { ImportOptions } from './schools-options.ts'
import { unpack } from './schools-unpack.ts'

/** What came of an import. */
export type Imported = Difference & { list: SchoolList & ReadList; rows: number }

// More than these close only when a file is not what it is taken for.
const MOST_CLOSED_SHARE = 0.1
const MOST_CLOSED = 20

/** Reads the file, compares it with the database and writes what differs: all of it or nothing. */
export async function importSchools(
  options: Pick<ImportOptions, 'file' | 'day' | 'isExtract'>,
  database: Database,
  now: Date,
  stage: (doing: string) => void
): Promise<Imported> {
  stage('Reading the file')
  const { text, names } = await unpack(options.file)
  const asOf = options.day ?? dayInName(names, now)
  const list = { ...readList(text), asOf, isExtract: options.isExtract }

  stage('Reading what is loaded')
  const stored = await database.read()
  refuseOlder(stored, list)

  stage('Comparing')
  const difference = compare(stored, list, now)
  refuseLoss(stored, list, difference)

  const rows = difference.writes.reduce((sum, write) => sum + write.rows.length, 0)
  stage(`Writing ${rows.toLocaleString('en-GB')} rows`)
  if (rows > 0) await database.write(difference.writes)
  return { ...difference, list, rows }
}

function refuseOlder({ registers }: Stored, { country, asOf, isExtract }: SchoolList) {
  const whole = registers.findLast((one) => one.country === country && !one.isExtract)
  if (whole && isExtract) {
    throw new Problem(
      `The whole list of ${whole.asOf} is loaded. Nothing was changed: with a part of another it ` +
        'would be of no day. Load the whole newer list, without --extract.'
    )
  }
  if (whole && whole.asOf > asOf) {
    throw new Problem(
      `The list of ${whole.asOf} is loaded, and this one is older, of ${asOf}. ` +
        'Nothing was changed: schools would get back what they have put right.'
    )
  }
}

function refuseLoss({ schools }: Stored, { country }: SchoolList, { closed }: Difference) {
  const open = [...schools.values()].filter((one) => one[1] === country && one[13] === 1).length
  if (closed.length <= Math.max(MOST_CLOSED, open * MOST_CLOSED_SHARE)) return
  const many = `${closed.length.toLocaleString('en-GB')} of ${open.toLocaleString('en-GB')}`
  throw new Problem(
    `${many} open schools are not in this file: it seems not to be the whole list. ` +
      'Nothing was changed. If it is a part of it, add --extract, and they stay as they are.'
  )
}
