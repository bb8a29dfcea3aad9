import type { EnteredKind, Mark } from '../dealings/dealing'

/** What came after a demonstration letter. `daysAfter` counts from the day when it opened. */
export type DemoAfter = {
  /** Where its recipient has mailboxes. */
  recipientDomain: string
  dealings: {
    daysAfter: number
    kind: EnteredKind
    how?: string
    whom?: string
    words: string
    /** Of an answer: by anchor, how far it speaks to a point, and the words that say so. */
    marks?: Record<string, [mark: Mark, words: string]>
  }[]
  updates: { daysAfter: number; title: string; points: string[]; markdown: string }[]
  /** Why some of those who are shown by name signed: read and let through. */
  comments: string[]
  /** One that nobody has read yet. */
  commentToCheck: string
  organisations: [name: string, place: string, domain: string, role: string][]
  handIn: { inDays: number; from: string; until: string; place: string; note: string }
}
