/** A letter's signers are known this long after it closed, if its team chose nothing else; and at most. */
export const KEEP_MONTHS = 6
export const MOST_MONTHS = 12

/** Nothing of a letter goes before its team has known of it for so many days. */
export const NOTICE_DAYS = 30

/** A team that did nothing at the desk for so long has left its letter, as far as anyone can tell. */
export const QUIET_MONTHS = 6

/** Months that these are kept: addresses for news since the yes to it, and what was settled since. */
export const NEWS_MONTHS = 24
export const SETTLED_MONTHS = 24
export const COMPLAINT_MONTHS = 12
export const AUDIT_MONTHS = 6 * 12

/** "1 month", "6 months" */
export function monthsInWords(months: number): string {
  return months === 1 ? '1 month' : `${months} months`
}
