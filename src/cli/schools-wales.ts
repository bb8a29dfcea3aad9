import { slugOf, type Authority, type ListedSchool } from '../register/list.ts'
import type { ReadList, Skipped } from './schools-list.ts'
import { isNumber, misread } from './schools-number.ts'
import type { Table, TableRow } from './schools-rows.ts'

export const WELSH_COLUMNS = ['school-wls', 'name', 'name-cy', 'principal-local-authority']

// By the register's code, in the order of the three digits that schools' numbers begin with.
const AUTHORITIES = `
  AGY Isle of Anglesey, GWN Gwynedd, CWY Conwy, DEN Denbighshire, FLN Flintshire, WRX Wrexham,
  POW Powys, CGN Ceredigion, PEM Pembrokeshire, CMN Carmarthenshire, SWA Swansea,
  NTL Neath Port Talbot, BGE Bridgend, VGL Vale of Glamorgan, RCT Rhondda Cynon Taf,
  MTY Merthyr Tydfil, CAY Caerphilly, BGW Blaenau Gwent, TOF Torfaen, MON Monmouthshire,
  NWP Newport, CRF Cardiff`
  .trim()
  .split(/,\s+/)
  .map((text, i) => ({ code: text.slice(0, 3), digits: String(660 + i), name: text.slice(4) }))

// What the four digits after those say, as the numbering of schools in England and Wales has it.
const NUMBERED: [from: number, phase: string, type: string][] = [
  [1000, 'nursery', 'nursery'],
  [1100, 'no-phase', 'alternative'],
  [2000, 'primary', 'maintained'],
  [4000, 'secondary', 'maintained'],
  [5200, 'primary', 'maintained'],
  [5400, 'secondary', 'maintained'],
  [5500, 'all-through', 'maintained'],
  [6000, 'no-phase', 'independent'],
  [7000, 'no-phase', 'special'],
]

/** Reads the list of schools in Wales: both names, and no websites or heads, which it does not have. */
export function readWales({ rows }: Table): ReadList {
  const schools = new Map<number, ListedSchool>()
  const skipped: Skipped[] = []
  for (const row of rows) {
    const number = row.cell('school-wls')
    if (!isNumber(number, 7)) throw misread(row.line, 'school-wls', number)
    const reason = schools.has(Number(number)) ? 'listed twice' : reasonToSkip(row)
    if (reason) skipped.push({ line: row.line, name: row.cell('name'), reason })
    else schools.set(Number(number), readSchool(row, number))
  }
  const authorities = AUTHORITIES.map(({ name }): Authority => {
    return { key: slugOf(name), name, region: 'wales', country: 'wales' }
  })
  return {
    schools: [...schools.values()],
    closed: new Set(),
    authorities,
    skipped,
    unknownTypes: [],
  }
}

function reasonToSkip(row: TableRow): string | null {
  if (row.cell('end-date') !== '') return 'closed'
  if (row.cell('name') === '') return 'without a name'
  return authorityOf(row) ? null : 'in none of the 22 authorities of Wales'
}

/** Rows without a code say it by their number. */
function authorityOf({ cell }: TableRow) {
  const code = cell('principal-local-authority')
  const digits = cell('school-wls').slice(0, 3)
  return AUTHORITIES.find((one) => (code === '' ? one.digits === digits : one.code === code))
}

function readSchool(row: TableRow, number: string): ListedSchool {
  const [name, nameCy] = [row.cell('name'), row.cell('name-cy')]
  const [, phase, type] = NUMBERED.findLast(([from]) => from <= Number(number.slice(3))) ?? OTHER
  return {
    urn: Number(number),
    country: 'wales',
    name,
    phase,
    type,
    nameCy: nameCy === '' || nameCy === name ? null : nameCy,
    town: null,
    postcode: null,
    authority: slugOf(authorityOf(row)?.name ?? ''),
    inShares: false,
    domain: null,
    domainWhy: 'no-website',
    heads: [],
    isOpen: true,
  }
}

const OTHER = [0, 'no-phase', 'other'] as const
