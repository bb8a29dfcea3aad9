import { slugOf, type Authority, type ListedSchool } from '../../register/list.ts'
import { cycled } from '../cycle.ts'
import { demoName } from '../names.ts'
import { PLACES, schools, type DemoSchool } from '../schools.ts'

// Local authorities that do not exist, in regions that do.
const AUTHORITIES: Authority[] = [
  ['Merrowdale', 'yorkshire-and-the-humber'],
  ['Fenmoor', 'east-of-england'],
  ['Larchester', 'west-midlands'],
  ['Ottermouth', 'south-west'],
  ['Aldermouth', 'north-east'],
  ['Thornwater', 'north-west'],
  ['Plumbridge', 'london'],
  ['Sallowport', 'south-east'],
  ['Hartlewade', 'east-midlands'],
].map(([name = '', region = '']) => ({ key: slugOf(name), name, region, country: 'england' }))

const ABERFALLOW = { key: 'aberfallow', name: 'Aberfallow', region: 'wales', country: 'wales' }

const PRIMARY = { ends: 'Primary School', phase: 'primary', type: 'maintained' }

/** What a school’s name says of its phase and type, by how it ends. */
const KINDS = [
  { ends: 'Catholic Primary School', phase: 'primary', type: 'academy' },
  { ends: 'Special School', phase: 'no-phase', type: 'special' },
  { ends: 'Nursery School', phase: 'nursery', type: 'nursery' },
  { ends: 'Community School', phase: 'secondary', type: 'maintained' },
  { ends: 'High School', phase: 'secondary', type: 'free-school' },
  { ends: 'Academy', phase: 'secondary', type: 'academy' },
]

const NAMES_CY = new Map([['Aberfallow Community School', 'Ysgol Gymunedol Aberfallow']])

// The list of Wales says no more of them.
const IN_WALES = {
  country: 'wales' as const,
  inShares: false,
  heads: [],
  postcode: null,
  domain: null,
  domainWhy: 'no-website' as const,
}

const FIRST_URN = 900_001

// The heads of the first letter’s cast come first in the list of schools, those of the second last.
const SECOND_CAST = { from: 94, serial: 204 }

/** Those of their places; they exist no more than the schools do. */
export function madeUpAuthorities(country: 'england' | 'wales'): Authority[] {
  return country === 'wales' ? [ABERFALLOW] : AUTHORITIES
}

/** Schools that do not exist, as a register would list them, each in England with a head who signs. */
export const madeUp: ListedSchool[] = schools.flatMap((school, i) => {
  return ['england', 'wales'].includes(school.country) ? listed(school, i) : []
})

function listed({ name: label, country }: DemoSchool, i: number): ListedSchool {
  const [name = '', after] = label.split(', ')
  const town = after ?? PLACES.find((place) => name.startsWith(place)) ?? ABERFALLOW.name
  const kind = KINDS.find(({ ends }) => name.endsWith(ends)) ?? PRIMARY
  const school = {
    urn: FIRST_URN + i,
    name,
    nameCy: NAMES_CY.get(name) ?? null,
    town,
    postcode: 'ZZ1 1ZZ',
    authority: authorityOf(town).key,
    phase: kind.phase,
    type: kind.type,
    isOpen: true,
  }
  if (country === 'wales') return { ...school, ...IN_WALES }
  const head = demoName(i < SECOND_CAST.from ? i : i - SECOND_CAST.from + SECOND_CAST.serial)
  return { ...school, country: 'england', inShares: true, heads: [head], ...domainOf(name, i) }
}

/** Most have a website of their own; some have none, or share a host with strangers. */
function domainOf(name: string, i: number): Pick<ListedSchool, 'domain' | 'domainWhy'> {
  if (i % 17 === 16) return { domain: null, domainWhy: 'no-website' }
  if (i % 19 === 18) return { domain: null, domainWhy: 'shared' }
  return { domain: `${slugOf(name)}.example.org`, domainWhy: 'website' }
}

function authorityOf(town: string): Authority {
  if (town === ABERFALLOW.name || town === 'Nantyfallow') return ABERFALLOW
  const own = AUTHORITIES.find(({ name }) => name === town)
  return own ?? cycled(AUTHORITIES, PLACES.indexOf(town))
}
