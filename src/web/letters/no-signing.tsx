import { closedSince, isOpen, type Letter } from '../../letters/letter'
import { ukMoment } from '../../uk-time'

/** Where the form would be, why there is none. */
export function NoSigning({ letter, now }: { letter: Letter; now: Date }) {
  return <p class="note">{reason(letter, now)}</p>
}

function reason(letter: Letter, now: Date): string {
  const closed = closedSince(letter, now)
  if (closed !== null) {
    return `This letter closed to new signatures at ${ukMoment(closed)}. Those confirmed still count.`
  }
  if (isOpen(letter, now)) {
    return 'This site can’t send mail yet, so nobody can sign. Signing opens once it can: come back later.'
  }
  return 'Signing is paused. Signatures already confirmed still count. Come back later.'
}
