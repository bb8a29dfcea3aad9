import type { NewestRegister } from '../../register/newest'
import { dayInWords } from './other-days'

const NEEDS_ARTICLE =
  /^(City|Isles?|East Riding|East) of |^(North East|North West|South East|South West|.* Midlands)$/
const PLURAL = /(Helens|Hamlets|Midlands|Thames)$/

/** What stands before and after "school" for schools of a phase that the state funds. */
const KINDS: Record<string, [before: string, after: string]> = {
  nursery: ['nursery ', ''],
  primary: ['primary ', ''],
  'middle-deemed-primary': ['middle ', ' deemed primary'],
  secondary: ['secondary ', ''],
  'middle-deemed-secondary': ['middle ', ' deemed secondary'],
  'all-through': ['all-through ', ''],
  '16-plus': ['', ' for ages 16 and over'],
  'no-phase': ['special or alternative ', ''],
}

/** A place within a sentence: "Leeds", "the City of London", "the North East". */
export function placeInWords(label: string): string {
  return NEEDS_ARTICLE.test(label) ? `the ${label}` : label
}

/** "Leeds’s", "the North East’s", "St Helens’". */
export function possessive(label: string): string {
  const name = placeInWords(label).replace(/^St\. /, 'St ')
  return PLURAL.test(name) ? `${name}’` : `${name}’s`
}

/** "state secondary school"; of another number "state secondary schools". */
export function stateSchools(phase: string | null, number: number): string {
  const [before, after] = KINDS[phase ?? ''] ?? ['', '']
  return `state ${before}${number === 1 ? 'school' : 'schools'}${after}`
}

/** "register of 17 July 2025"; whoever quotes a share of a part of it has to know. */
export function registerInWords({ asOf, isExtract }: NewestRegister): string {
  return `register of ${dayInWords(asOf)}${isExtract ? ', an extract of it' : ''}`
}
