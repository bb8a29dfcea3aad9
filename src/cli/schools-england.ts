import { PHASES, REGIONS } from '../register/places.ts'
import { slugOf, type Authority } from '../register/list.ts'
import { readWebsite, withDomains, type WithWebsite } from './schools-domains.ts'
import { readHeads } from './schools-heads.ts'
import type { ReadList, Skipped } from './schools-list.ts'
import { isNumber, misread } from './schools-number.ts'
import type { Table, TableRow } from './schools-rows.ts'
import { typeNamed } from './schools-types.ts'

/** In the list of state-funded schools and in the full file alike; others are not asked for. */
export const ENGLISH_COLUMNS = [
  'URN',
  'LA (name)',
  'EstablishmentName',
  'TypeOfEstablishment (name)',
  'EstablishmentStatus (name)',
  'PhaseOfEducation (name)',
  'GOR (name)',
  'Locality',
  'Address3',
  'Town',
  'Postcode',
  'SchoolWebsite',
  'HeadFirstName',
  'HeadLastName',
]

const OPEN = /^open\b/i
const CLOSED = /^closed$/i

type Read = { school: WithWebsite; authority: Authority } | { closed: number } | { skipped: string }

/** Reads the rows of Get Information about Schools, either of its files. */
export function readEngland({ rows }: Table): ReadList {
  const schools = new Map<number, WithWebsite>()
  const closed = new Set<number>()
  const authorities = new Map<string, Authority>()
  const skipped: Skipped[] = []
  const unknownTypes = new Set<string>()
  for (const row of rows) {
    if (!isNumber(row.cell('URN'), 6)) throw misread(row.line, 'URN', row.cell('URN'))
    const urn = Number(row.cell('URN'))
    const read: Read =
      schools.has(urn) || closed.has(urn) ? { skipped: 'listed twice' } : readRow(row, urn)
    if ('skipped' in read) {
      skipped.push({ line: row.line, name: row.cell('EstablishmentName'), reason: read.skipped })
    } else if ('closed' in read) {
      closed.add(urn)
    } else {
      schools.set(urn, read.school)
      authorities.set(read.authority.key, read.authority)
      const type = row.cell('TypeOfEstablishment (name)')
      if (typeNamed(type) === undefined) unknownTypes.add(type)
    }
  }
  return {
    schools: withDomains([...schools.values()]),
    closed,
    authorities: [...authorities.values()],
    skipped,
    unknownTypes: [...unknownTypes],
  }
}

function readRow({ cell }: TableRow, urn: number): Read {
  const status = cell('EstablishmentStatus (name)')
  if (CLOSED.test(status)) return { closed: urn }
  if (!OPEN.test(status)) return { skipped: `${status.toLowerCase() || 'no status'}: not open yet` }

  const typeName = cell('TypeOfEstablishment (name)')
  const type = typeNamed(typeName)
  if (type === null) return { skipped: `${typeName}: no school of England` }
  const region = REGIONS.find(({ label }) => label === cell('GOR (name)'))
  if (!region || region.key === 'wales') return { skipped: 'in none of England’s nine regions' }
  const name = cell('EstablishmentName')
  const authority = readAuthority(cell('LA (name)'), region.key)
  if (name === '' || authority.key === '') return { skipped: 'without a name or an authority' }

  const country = 'england' as const
  const school = {
    urn,
    country,
    name,
    nameCy: null,
    town: readTown(cell),
    authority: authority.key,
    postcode: cell('Postcode').toUpperCase() || null,
    phase: phaseNamed(cell('PhaseOfEducation (name)')),
    type: type?.group ?? 'other',
    inShares: type?.isStateFunded ?? false,
    domain: null,
    domainWhy: 'no-website' as const,
    heads: readHeads(cell('HeadFirstName'), cell('HeadLastName')),
    isOpen: true,
    website: readWebsite(cell('SchoolWebsite')),
  }
  return { school, authority }
}

function readAuthority(listed: string, region: string): Authority {
  const name = listed.replace(/, (city|county) of$/i, '').replace(/\bOf\b/, 'of')
  return { key: slugOf(name), name, region, country: 'england' }
}

function phaseNamed(listed: string): string {
  const key = slugOf(listed)
  return PHASES.some((one) => one.key === key) ? key : 'no-phase'
}

/** The town, or what stands for it in the address; not shouted. */
function readTown(cell: TableRow['cell']): string | null {
  const listed = ['Town', 'Locality', 'Address3'].map(cell).find((text) => /[a-z]/i.test(text))
  if (!listed) return null
  const isShouted = listed === listed.toUpperCase()
  return isShouted
    ? listed.toLowerCase().replace(/(^|[\s(-])\p{L}/gu, (one) => one.toUpperCase())
    : listed
}
