import { closedSince, confirmableUntil, type Opening } from '../../letters/state'
import { LINK_MS } from '../../signatures/sign'
import { ukMoment } from '../../uk-time'

const DAYS = LINK_MS / (24 * 60 * 60 * 1000)

/**
 * Until when a mailed link and its code work, as a sentence. `expiresAt` is null where nobody knows
 * when the form was sent.
 */
export function worksUntil(letter: Opening, expiresAt: number | null, now: Date): string {
  const closed = closedSince(letter, now) !== null
  const last = confirmableUntil(letter)
  if (last <= now.getTime()) {
    return closed
      ? 'The letter has closed, and the link and the code no longer work.'
      : 'Signing is paused: the link and the code work once the letter is open again.'
  }
  const until = Math.min(expiresAt ?? now.getTime() + LINK_MS, last)
  const why = until === last ? `, 24 hours after the letter ${closed ? 'closed' : 'closes'}` : ''
  if (expiresAt !== null) return `The link and the code work until ${ukMoment(until)}${why}.`
  return until === last
    ? `The link and the code work until ${ukMoment(until)} at the latest${why}.`
    : `The link and the code work for ${DAYS} days.`
}
