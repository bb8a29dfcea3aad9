import { PHASES, REGIONS } from '../register/places'
import { FEWEST_HIDDEN } from './breakdown'
import { PLACE_COUNTS, type PlaceRow } from './read-places'

/**
 * How many schools there are, and of how many of them somebody has signed, their head has, a head
 * whom the register names has. A school counts once, however many of it have signed.
 */
export type Share = {
  schools: number
  withSigner: number
  headSigned: number
  namedHeadSigned: number
}

/** The share of a place and a phase, as keys; null stands for all of them. */
export type ShareCell = Share & {
  region: string | null
  authority: string | null
  /** What the authority is called. */
  name: string | null
  phase: string | null
}

/**
 * The shares of England, its regions and of the local authorities that the rows name, each in all and
 * by phase. Schools whose only signers are hidden count in a cell only where at least five hidden
 * signers share it, and five of its schools are left without; of heads, five hidden heads. Where that
 * is not so of a phase, it goes into the whole of its place only with others, or it could be told.
 */
export function sharesOf(rows: PlaceRow[]): ShareCell[] {
  const places = new Map<string, Place>()
  for (const row of rows) {
    for (const [rank, named] of placesIn(row)) {
      const place = places.get(rank) ?? { ...named, phases: new Map() }
      const counts = place.phases.get(row.phase)
      if (counts) add(counts, row)
      else place.phases.set(row.phase, sumOf([row]))
      places.set(rank, place)
    }
  }
  return [...places]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, { phases, ...place }]) => [
      { ...place, phase: null, ...shareOf([...phases.values()]) },
      ...[...phases]
        .sort(([one], [other]) => (rankIn(PHASES, one) < rankIn(PHASES, other) ? -1 : 1))
        .map(([phase, counts]) => ({ ...place, phase, ...shareOf([counts]) })),
    ])
}

/** The share of a place and phase; of none, if it has no school. */
export function findShare(
  cells: ShareCell[],
  at: Pick<ShareCell, 'region' | 'authority' | 'phase'>
): ShareCell | null {
  const found = cells.find(({ region, authority, phase }) => {
    return region === at.region && authority === at.authority && phase === at.phase
  })
  return found ?? null
}

type Counts = Record<(typeof PLACE_COUNTS)[number], number>

const NONE = Object.fromEntries(PLACE_COUNTS.map((count) => [count, 0])) as Counts

type Named = Pick<ShareCell, 'region' | 'authority' | 'name'>

type Place = Named & { phases: Map<string, Counts> }

/** The places that a row is a part of; as sorted, England is before its regions, they before the others. */
function placesIn({ region, authority, name }: PlaceRow): [rank: string, Named][] {
  const nobodys = { authority: null, name: null }
  const places: [rank: string, Named][] = [
    ['0 ', { region: null, ...nobodys }],
    [`1 ${rankIn(REGIONS, region)} `, { region, ...nobodys }],
  ]
  if (authority) places.push([`2 ${name} ${authority} `, { region, authority, name }])
  return places
}

function rankIn(list: { key: string }[], key: string): string {
  return String(list.findIndex((one) => one.key === key) + 1).padStart(2, '0')
}

/** The share of what is made up of these parts. */
function shareOf(parts: Counts[]): Share {
  const sum = sumOf(parts)
  const seen = sumOf(tellable(parts, 'hidden', 'schoolsShown', 'schoolsHidden'))
  const heads = sumOf(tellable(parts, 'headsHidden', 'headSchoolsShown', 'headSchoolsHidden'))
  const { schools } = sum
  // A school that closed may be counted for some minutes after the register has lost it.
  const published = (shown: number, hidden: number) => Math.min(schools, shown + hidden)
  return {
    schools,
    withSigner: published(sum.schoolsShown, seen.schoolsHidden),
    headSigned: published(sum.headSchoolsShown, heads.headSchoolsHidden),
    namedHeadSigned: published(sum.namedSchoolsShown, heads.namedSchoolsHidden),
  }
}

/** Those parts whose hidden signers may be counted: enough share each of them, or the rest together. */
function tellable(
  parts: Counts[],
  signers: keyof Counts,
  shown: keyof Counts,
  hidden: keyof Counts
): Counts[] {
  const isTold = (one: Counts) =>
    one[signers] >= FEWEST_HIDDEN && one.schools - one[shown] - one[hidden] >= FEWEST_HIDDEN
  if (parts.every((one) => one[signers] === 0)) return []
  const rest = parts.filter((one) => !isTold(one))
  return isTold(sumOf(rest)) ? parts : parts.filter(isTold)
}

function sumOf(parts: Counts[]): Counts {
  const sum = { ...NONE }
  for (const part of parts) add(sum, part)
  return sum
}

function add(sum: Counts, part: Counts) {
  for (const count of PLACE_COUNTS) sum[count] += part[count]
}
