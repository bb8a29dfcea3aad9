import type { SchoolList } from '../register/list.ts'
import { Problem } from './problem.ts'
import { ENGLISH_COLUMNS, readEngland } from './schools-england.ts'
import { readTable, type Table } from './schools-rows.ts'
import { readWales, WELSH_COLUMNS } from './schools-wales.ts'

/** A row that is no school to load. */
export type Skipped = { line: number; name: string; reason: string }

/** What a table says, and what of it was left out. */
export type ReadList = Pick<SchoolList, 'schools' | 'closed' | 'authorities'> & {
  skipped: Skipped[]
  /** Names of types that are not among those we know: they count as another type. */
  unknownTypes: string[]
}

const KINDS = [
  {
    country: 'england',
    name: 'Get Information about Schools, Department for Education',
    columns: ENGLISH_COLUMNS,
    read: readEngland,
  },
  {
    country: 'wales',
    name: 'Schools in Wales, Welsh Government',
    columns: WELSH_COLUMNS,
    read: readWales,
  },
] as const

/** Reads a register of either country, told apart by its columns. Any malformed line is a Problem. */
export function readList(text: string): ReadList & Pick<SchoolList, 'country' | 'name'> {
  const table = readTable(text)
  const { country, name, read } = kindOf(table)
  const list = read(table)
  if (list.schools.length > 0) return { country, name, ...list }
  throw new Problem('The file has no open school in it. Nothing was changed.')
}

function kindOf({ columns }: Table) {
  const [first, ...others] = KINDS.map((kind) => {
    return { kind, missing: kind.columns.filter((name) => !columns.includes(name)) }
  }).toSorted((a, b) => a.missing.length - b.missing.length)
  if (first?.missing.length === 0) return first.kind

  const isNone = !first || first.missing.length === first.kind.columns.length || others.length === 0
  throw new Problem(
    isNone
      ? 'Line 1 has none of the columns that a register of schools has. ' +
          'Give a file of Get Information about Schools (edubaseallstatefunded… or edubasealldata…) ' +
          'or the list of schools in Wales.'
      : `Line 1 lacks these columns: ${first.missing.join(', ')}. ` +
          'Give the file as it was downloaded. Nothing was changed.'
  )
}
