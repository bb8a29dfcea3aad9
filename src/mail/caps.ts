const DAY = 24 * 60 * 60 * 1000

/**
 * How often one address is written to because somebody typed it into a form. Mail that its reader
 * answered by confirming no longer counts.
 */
export const CAPS = {
  day: DAY,
  week: 7 * DAY,
  /** After the first and after the second mail about one letter; a third is the day’s last. */
  spacing: [60 * 1000, 10 * 60 * 1000],
  letterDay: 3,
  letterConfirms: 5,
  addressDay: 5,
  addressWeek: 10,
} as const

/** A mail that an address got, or is about to get, because it was typed into a form. */
export type AskedMail = { letterId: number | null; confirms: boolean; at: number }

/** May an address get this mail too, after those it got before. */
export function withinCaps(before: AskedMail[], next: AskedMail): boolean {
  const ofLetter = before.filter((one) => one.letterId === next.letterId)
  const since = (mails: AskedMail[], span: number) =>
    mails.filter((one) => one.at > next.at - span).length

  return (
    since(ofLetter, CAPS.day) < CAPS.letterDay &&
    since(before, CAPS.day) < CAPS.addressDay &&
    since(before, CAPS.week) < CAPS.addressWeek &&
    (!next.confirms || ofLetter.filter((one) => one.confirms).length < CAPS.letterConfirms)
  )
}
