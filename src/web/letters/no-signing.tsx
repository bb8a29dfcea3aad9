import type { Letter } from '../../letters/letter'
import { acceptsConfirmations, closedSince, confirmableUntil, isOpen } from '../../letters/state'
import { ukMoment } from '../../uk-time'

type NoSigningProps = {
  letter: Letter
  now: Date
  /** Its Registrar has stopped writing, and a steward has to look. */
  stopped?: boolean
}

/** Where the form would be, why there is none. */
export function NoSigning({ letter, now, stopped }: NoSigningProps) {
  return <p class="note">{whyNoSigning(letter, now, stopped)}</p>
}

/** Why nobody can sign, and since when if that is known. */
export function whyNoSigning(letter: Letter, now: Date, stopped = false): string {
  const closed = closedSince(letter, now)
  if (closed !== null) {
    const last = acceptsConfirmations(letter, now)
      ? ` If you signed before then, confirm by ${ukMoment(confirmableUntil(letter))}, with the link or code in our mail.`
      : ''
    return `This letter closed to new signatures at ${ukMoment(closed)}. Those confirmed still count.${last}`
  }
  const told = saidByStewards(letter)
  if (told !== null) return told
  if (stopped) return STOPPED
  if (isOpen(letter, now)) {
    return 'This site can’t send mail yet, so nobody can sign: a signature counts once it is confirmed by email. Come back later.'
  }
  return 'Signing is paused. Signatures already confirmed still count. Come back later.'
}

/** What stewards say of a letter that they paused, or of all of them; null: nothing. */
export function saidByStewards({
  stopped,
  stoppedBecause,
  signingPaused,
}: Pick<Letter, 'stopped' | 'stoppedBecause' | 'signingPaused'>): string | null {
  if (stopped === 'paused') {
    return ['A steward of this site has paused this letter.', stoppedBecause, COUNT_ON]
      .filter(Boolean)
      .join(' ')
  }
  if (signingPaused === null) return null
  return `Signing is paused on the whole of this site. ${signingPaused} ${COUNT_ON}`
}

const COUNT_ON = 'Signatures already confirmed still count.'

const STOPPED =
  'Signing is paused while we check this letter’s ledger: our records of it don’t agree with each ' +
  'other. Whoever runs this site has been told. Until it is settled, the number may change. Come ' +
  'back later.'
