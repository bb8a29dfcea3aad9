import type { PointNamed } from '../updates/update'

/** What may pass between those behind a letter and its recipient. */
export const DEALING_KINDS = [
  'sent',
  'acknowledged',
  'automatic-reply',
  'meeting',
  'answer',
  'hand-in',
  'correction-asked',
  'correction-settled',
] as const

export type DealingKind = (typeof DEALING_KINDS)[number]

/** Those that a letter's team enters. The others come of a recipient who asks for a correction. */
export type EnteredKind = Exclude<DealingKind, 'correction-asked' | 'correction-settled'>

export function isEntered(kind: string): kind is EnteredKind {
  return DEALING_KINDS.some((one) => one === kind) && !kind.startsWith('correction-')
}

/** How far an answer speaks to a point, as the hosts judge it. */
export type Mark = 'addressed' | 'partly' | 'not-addressed'

/** The hosts' judgement of one point, and the recipient's own words that they take it from. */
export type PointMark = PointNamed & { mark: Mark; words: string }

/** Something that passed with the recipient. */
export type Dealing = {
  /** In its address, from 1 on. */
  number: number
  kind: DealingKind
  /** The day of UK time when it happened, such as 2026-06-20. */
  day: string
  how: string | null
  whom: string | null
  /** Markdown, and the same rendered. */
  words: string
  html: string
  source: string | null
  /** The edition whose points an answer speaks to, and its words as HTML. */
  edition: number | null
  editionHtml: string | null
  marks: PointMark[]
  /** The number of the answer that a correction is about. */
  about: number | null
  /** The number of the pack that was handed over. */
  pack: number | null
  version: number
  recordedAt: number
  changedAt: number | null
  changedBecause: string | null
  takenBackAt: number | null
  takenBackBecause: string | null
}

/** Does it stand, with something to read on a page of its own. */
export function hasWords({ takenBackAt, words, marks }: Dealing): boolean {
  return takenBackAt === null && (words !== '' || marks.length > 0)
}

/** How many points the edition has that an answer speaks to: our own renderer marked them. */
export function pointsIn({ editionHtml }: Pick<Dealing, 'editionHtml'>): number {
  return editionHtml?.match(/ id="point-/g)?.length ?? 0
}

/** Of how many points it is said that they are addressed, at least in part. */
export function repliedTo(marks: Pick<PointMark, 'mark'>[]): number {
  return marks.filter(({ mark }) => mark !== 'not-addressed').length
}
