import { placeLabel } from '../../newsroom/describe-shares'
import type { ShareCell } from '../../newsroom/shares'
import type { NewestRegister } from '../../register/newest'
import { paths } from '../../paths'
import { ukMoment } from '../../uk-time'
import { formatNumber } from '../ui/number'
import type { Cited } from './citation'
import { possessive, registerInWords, stateSchools } from './place-words'

export type PlaceCited = Pick<Cited, 'letter' | 'site'> & {
  register: NewestRegister
  at: Date
  /** A published size of the ledger at that moment; null if there is none. */
  size: number | null
}

/**
 * The share of a place and a phase, to be quoted. It speaks of schools whose head signed. Where that
 * is none it says "by name", since heads whose names are not shown may be left out.
 */
export function citePlace({ register, at, ...cited }: PlaceCited, cell: ShareCell): string {
  const whose = possessive(placeLabel(cell))
  const schools = stateSchools(cell.phase, cell.schools)
  return [
    `At ${ukMoment(at)} ${headsOf(cell, whose, schools, `(${registerInWords(register)})`)}.`,
    namedOf(cell),
    sourceOf(cited),
  ]
    .filter(Boolean)
    .join(' ')
}

function headsOf(cell: ShareCell, whose: string, kind: string, register: string): string {
  const { schools, headSigned } = cell
  const [all, some] = [formatNumber(schools), formatNumber(headSigned)]
  if (schools === 1) {
    return `the head of ${whose} only ${kind} ${register} had ${headSigned ? 'signed' : 'not signed by name'}`
  }
  if (headSigned === 0) return `no head of ${whose} ${all} ${kind} ${register} had signed by name`
  if (headSigned === schools) {
    const every = schools === 2 ? 'both' : `all ${all}`
    return `the heads of ${every} of ${whose} ${kind} ${register} had signed`
  }
  const heads = headSigned === 1 ? 'head' : 'heads'
  return `the ${heads} of ${some} of ${whose} ${all} ${kind} ${register} had signed`
}

function namedOf({ headSigned, namedHeadSigned }: ShareCell): string {
  if (headSigned === 0) return ''
  if (namedHeadSigned === 0) {
    const which = headSigned === 1 ? 'The head is not' : 'In none of them is the head'
    return `${which} known to be the one whom the register names.`
  }
  if (headSigned === 1) return 'The register names the head who signed.'
  const where = namedHeadSigned === headSigned ? 'all' : formatNumber(namedHeadSigned)
  return `In ${where} of them the register names the head who signed.`
}

function sourceOf({ letter, site, size }: Pick<PlaceCited, 'letter' | 'site' | 'size'>): string {
  const title = `Open letter “${letter.title}”`
  if (size === null) return `${title} (${site}${paths.newsroom(letter.slug)}).`
  const address = site + paths.pastTotal(letter.slug, size)
  return `${title}, ledger size ${formatNumber(size)} (${address}).`
}
