import type { Letter } from '../../letters/letter'
import { pressedSince } from '../../letters/state'

/** Tells whoever reads the number that many sign at once, and that newcomers are looked at. */
export function UnusualActivity({ letter, now }: { letter: Letter; now: Date }) {
  return pressedSince(letter, now) === null ? null : (
    <p class="note">Unusual activity: new signatures are being checked.</p>
  )
}
