import type { Letter } from '../../letters/letter'
import type { BreakdownRow, Dimension } from '../../newsroom/breakdown'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import { ukDay, ukMoment } from '../../uk-time'
import { formatNumber, signatures } from '../ui/number'
import { placeInWords } from './place-words'

/**
 * What every sentence to quote needs. `site` is such as https://letters.example.org, `page` the path
 * of the page that shows the numbers, if that is not the newsroom.
 */
export type Cited = { letter: Pick<Letter, 'slug' | 'title'>; site: string; page?: string }

type Moment = Date | number

/**
 * A total, to be quoted. It speaks of signatures, not of people: a person with two mailboxes may
 * have signed twice; and of how many there were, not had been: some may be withdrawn. A total of a
 * published size gets the address that shows it for good.
 */
export function citeTotal(cited: Cited, counted: number, at: Moment, size: number | null): string {
  const { letter, site } = cited
  const address = size === null ? fromNewsroom(cited) : site + paths.pastTotal(letter.slug, size)
  return `At ${ukMoment(at)}, ${had(cited, counted)} (${address}).`
}

/** A total with those whom the register names, to be quoted. The ledger does not prove their number. */
export function citeNamed(
  cited: Cited,
  { counted, asOf }: Pick<Totals, 'counted' | 'asOf'>,
  named: number
): string {
  return (
    `At ${ukMoment(asOf)}, ${had(cited, counted)}, ${formatNumber(named)} of them from heads named ` +
    `in the official register (${fromNewsroom(cited)}).`
  )
}

/** One row of a breakdown, to be quoted. */
export function citeRow(
  cited: Cited,
  dimension: Dimension,
  row: BreakdownRow,
  { counted, at }: { counted: number; at: Moment }
): string {
  return (
    `At ${ukMoment(at)}, ${formatNumber(row.counted)} of the ${signatures(counted)} confirmed by ` +
    `email on the open letter “${cited.letter.title}” (${share(row.counted, counted)}) ` +
    `${saidOf(dimension, row)} (${fromNewsroom(cited)}).`
  )
}

/** The total at the end of a day, or so far on one that has not ended. */
export function citeDay(
  cited: Cited,
  { noon, counted }: { noon: number; counted: number },
  now: Date
): string {
  const when =
    ukDay(noon) === ukDay(now)
      ? `At ${ukMoment(now)}`
      : `At the end of ${ukDay(noon)} (midnight, UK time)`
  return `${when}, ${had(cited, counted)} (${fromNewsroom(cited)}).`
}

/** A milestone, to be quoted. */
export function citeMilestone(cited: Cited, number: number, at: Moment, size: number): string {
  return (
    `The open letter “${cited.letter.title}” reached ${signatures(number)} confirmed by email at ` +
    `${ukMoment(at)} (${cited.site}${paths.pastTotal(cited.letter.slug, size)}).`
  )
}

/** 811 of 1347 as "60.2%". */
export function share(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(1)}%`
}

function had({ letter }: Cited, counted: number): string {
  return `the open letter “${letter.title}” had ${signatures(counted)} confirmed by email`
}

function fromNewsroom({ letter, site, page = paths.newsroom(letter.slug) }: Cited): string {
  return site + page
}

/** What a row says of its signatures, as a phrase that follows their number. */
function saidOf(dimension: Dimension, { key, label, counted }: BreakdownRow): string {
  const were = counted === 1 ? 'was' : 'were'
  if (dimension === 'role') return `gave “${label}” as the signer’s role`
  if (dimension === 'edition') return `${were} put to edition ${key} of its text`
  if (key === IN_NO_TILE) return `${were} put to no region or nation`
  if (key === 'not-given') return NOT_GIVEN[dimension] ?? 'named no school of the official register'
  // Among them may be some who gave none.
  if (key === 'withheld') {
    return `${were} put to no ${NAMES[dimension]}, to protect signers whose names are not shown`
  }
  if (dimension === 'country') return `gave ${label} as the signer’s country`
  if (dimension === 'assurance') return ASSURED[key] ?? `${were} counted as “${label}”`
  if (dimension === 'phase' || dimension === 'type') {
    return `named a school of the ${dimension} “${label}”`
  }
  return `named a school in ${placeInWords(label)}`
}

/** The row of all whom a map has no tile for. */
export const IN_NO_TILE = 'in-no-tile'

const NOT_GIVEN: Partial<Record<Dimension, string>> = {
  role: 'gave no role',
  country: 'gave no country',
}

const ASSURED: Record<string, string> = {
  'self-declared': 'rested on the signer’s own word for role and school',
  'school-mailbox': 'came from a mailbox of the school that the signer named',
  'named-head': 'came from heads whom the official register names',
}

const NAMES: Record<Dimension, string> = {
  role: 'role',
  region: 'region',
  local_authority: 'local authority',
  phase: 'phase of school',
  type: 'type of school',
  assurance: 'what was checked',
  country: 'country',
  edition: 'edition',
}
