import type { Because } from '../../cases/objections'
import type { Letter } from '../../letters/letter'
import { acceptsConfirmations, isOpen } from '../../letters/state'
import { formatNumber } from '../ui/number'
import type { HeldSignature } from './held-data'
import { BeingChecked } from './being-checked'
import { NotShown } from './not-shown'
import { signingAgain } from './signing-again'

type StandingProps = {
  letter: Letter
  signature: HeldSignature
  because: Because | null
  now: Date
}

/** Tells a signer how their signature stands: whether it counts, and if not, why and what next. */
export function Standing({ letter, signature, because, now }: StandingProps) {
  switch (signature.state) {
    case 'counted':
      return <Counted letter={letter} signature={signature} />
    case 'held':
      return <Held {...{ letter, signature, now }} />
    case 'withdrawn':
      return <Withdrawn {...{ letter, signature, now }} />
    case 'removed':
    case 'refused':
      return (
        <p>
          It was checked and does not count. It is not in the total, and nothing about you is shown.
          {because?.sentence && ` The reason, as everyone reads it: “${because.sentence}”`}
          {signature.declinedAt !== null && ' You have withdrawn it, so it stays that way.'}
        </p>
      )
    case 'pending':
    case 'disowned':
      return <p>It is not confirmed, so it is not in the total, and nothing about you is shown.</p>
  }
}

function Counted({ letter, signature }: Pick<StandingProps, 'letter' | 'signature'>) {
  const number = signature.number === null ? null : formatNumber(signature.number)
  const isOff = signature.public && signature.offDisplay !== null
  return (
    <>
      <p>
        You are counted as signatory number <b class="n">{number}</b>
        {isOff
          ? ', and your name is not shown for now.'
          : signature.public
            ? ', and this is how you appear.'
            : ', and not named: nothing about you is shown.'}
      </p>
      {isOff && <NotShown off={signature.offDisplay} contact={letter.controller.contact} />}
    </>
  )
}

function Held({ letter, signature, now }: Omit<StandingProps, 'because'>) {
  const stale = signature.edition !== letter.edition && acceptsConfirmations(letter, now)
  return (
    <>
      {!stale && (
        <BeingChecked
          confirmedAt={signature.confirmedAt ?? signature.createdAt}
          contact={letter.controller.contact}
          now={now}
        />
      )}
      {stale && (
        <p>
          It does not count yet. <b>The text has changed since.</b> You said yes to edition{' '}
          {signature.edition}, and the letter now stands in edition {letter.edition}. Yours can’t
          count until you say yes to that one: open the link with which you confirmed once more, or
          withdraw this signature and sign the letter anew.
        </p>
      )}
    </>
  )
}

function Withdrawn({ letter, signature, now }: Omit<StandingProps, 'because'>) {
  if (signature.entry === null) {
    return (
      <p>
        You have withdrawn it while it was being checked. It never was in the total, and nothing
        about you is shown. {signingAnew(letter, now)}
      </p>
    )
  }
  return (
    <p>
      You have withdrawn it. It is not in the total, and nothing about you is shown.
      {!isOpen(letter, now) && ` ${signingAgain(letter, now)}`}
      {signature.public && ' This is how you appeared.'}
    </p>
  )
}

/** Whether somebody can sign with the form once more, whose signature can’t be signed again. */
export function signingAnew(letter: Letter, now: Date): string {
  return isOpen(letter, now)
    ? 'While the letter is open you can sign it anew, with the form on its page.'
    : signingAgain(letter, now)
}
