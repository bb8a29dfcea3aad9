// How often one address is written to, and one domain, stands in src/mail/{caps,turn}.ts.

const MINUTE_MS = 60 * 1000

/** What is counted is counted by this much; a window begins with the slot that its start lies in. */
export const SLOT_MS = 5 * MINUTE_MS

/** How far back the short and the long windows look. */
export const LATELY_MS = 10 * MINUTE_MS
export const HOUR_MS = 60 * MINUTE_MS

/**
 * Forms from one network. A staff room signs within minutes, so forty are as welcome as one; the
 * numbers are those of people at one address who sign one after the other by hand, and then some.
 */
export const NETWORK = {
  /** More than this lately: a sign of being human is asked for, which costs a person a moment. */
  provedLately: 15,
  /** More than this in an hour: a yes is held, so that somebody can look. */
  heldInHour: 60,
  /**
   * More than this in an hour: no more is taken, so that what one network can cause is bounded. Those
   * in flight at the same moment may come on top; the platform's shield lets a hundred a minute by.
   */
  refusedInHour: 300,
} as const

/**
 * Mails that one network can have sent in an hour to addresses typed into one kind of form that isn't
 * for signing. More than a staff room wants.
 */
export const MAILED_IN_HOUR = 100

/** A network that a steward knows, such as an authority’s, has thousands of people behind it. */
export const KNOWN_NETWORK_TIMES = 20

/** On one letter in an hour: families share names and mailboxes, and are fewer than this. */
export const ALIKE_IN_HOUR = 5

/** A new domain with more signers than this on its first day is a school’s, or made for this. */
export const YOUNG_DOMAIN = { signers: 20, ms: 24 * HOUR_MS } as const

/** A person needs longer than this to read a form, and to answer yes or no. */
export const AT_ONCE_MS = 2000

/**
 * How long it is kept: counts for the windows here, all that came to a letter for what is usual there
 * (six hours), traces as the notice promises.
 */
export const KEPT = {
  countsMs: 2 * HOUR_MS,
  totalsMs: 7 * HOUR_MS,
  tracesMs: 30 * 24 * HOUR_MS,
} as const
