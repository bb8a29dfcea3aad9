import type { Letter } from '../letters/letter'
import type { Act, Outcome, Undecided } from './acts'
import type { Head } from './row'

/** What came of a group: the letter as it then was, an outcome for each act, mails to announce. */
export type Committed = {
  letter: Letter | null
  outcomes: (Outcome | Undecided)[]
  mails: string[]
  /** The totals as they stand now; null where nobody is sure of them. */
  head: Readonly<Head> | null
}

/** The same outcome for every act of a group. */
export function all(
  acts: Act[],
  letter: Letter | null,
  outcome: Undecided['outcome'] | 'gone'
): Committed {
  return { letter, outcomes: acts.map(() => ({ outcome })), mails: [], head: null }
}
