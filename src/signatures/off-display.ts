/**
 * Why a name is not shown although its signer may want it to be: a checker has not looked at it
 * yet, it is a notable one whose owner was not asked yet, somebody at the signer's school reported
 * it, or a checker took it off. While this stands the row's `public` is 0, so that every list leaves
 * the name out; `wanted` is what the signer chose.
 */
export type OffDisplay = {
  why: 'look' | 'notable' | 'reported' | 'checker'
  /** What the signer reads about it; null where the reason says all. */
  sentence: string | null
  at: number
  wanted: boolean
}

/** What may be wrong with a name, and what its signer reads about that if nothing is added. */
export const OFF_REASONS = [
  {
    key: 'not-a-person',
    label: 'It is not a person’s name',
    sentence: 'It does not look like the name of a person.',
  },
  {
    key: 'somebody-else',
    label: 'Its owner did not sign',
    sentence: 'Somebody may have signed in the name of another person.',
  },
  {
    key: 'role-or-school',
    label: 'The role or school is not right',
    sentence: 'The role or the school beside it does not seem to be right.',
  },
  {
    key: 'unkind',
    label: 'It has words that can’t stand on a public page',
    sentence: 'It has words in it that can’t stand on a public page.',
  },
  { key: 'other', label: 'Something else', sentence: '' },
] as const

export type OffReason = (typeof OFF_REASONS)[number]['key']

/** What somebody saw of a signature who now decides about its name. */
export type Seen = { why: OffDisplay['why'] | null; changedAt: number }

type Row = {
  public: number | boolean
  offDisplay: string | null
  confirmedAt: number | null
  changedAt: number | null
}

/** As a row keeps it. */
export function readOffDisplay(text: string | null): OffDisplay | null {
  return text === null ? null : (JSON.parse(text) as OffDisplay)
}

/** What the signer chose: is the name to be shown. The ledger's commitment holds this. */
export function wantsShown(row: Pick<Row, 'public' | 'offDisplay'>): boolean {
  return readOffDisplay(row.offDisplay)?.wanted ?? Boolean(row.public)
}

/** What a row says of its display when its signer chooses; a name that is off stays off. */
export function shownAs(offDisplay: string | null, wanted: boolean) {
  const off = readOffDisplay(offDisplay)
  return off
    ? { public: 0, offDisplay: JSON.stringify({ ...off, wanted }) }
    : { public: wanted ? 1 : 0, offDisplay: null }
}

/** Is a signature still as it was seen: what it says, and why its name is shown or not. */
export function isAsSeen(row: Row, seen: Seen | undefined): boolean {
  if (!seen) return true
  const why = readOffDisplay(row.offDisplay)?.why ?? null
  return (
    why === seen.why && wantsShown(row) && (row.changedAt ?? row.confirmedAt) === seen.changedAt
  )
}
