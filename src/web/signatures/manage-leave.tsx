import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { HeldSignature } from './held-data'
import { HiddenFields } from './hidden-fields'
import { signingAgain } from './signing-again'

type LeaveProps = { letter: Letter; token: string; signature: HeldSignature; now: Date }

/** The ways out of a letter: withdrawing, where there is something to withdraw, and erasing. */
export function Leave({ letter, token, signature, now }: LeaveProps) {
  const counted = signature.state === 'counted'
  const held = signature.state === 'held'
  const removed = signature.state === 'removed' && signature.declinedAt === null
  return (
    <>
      {(counted || held || removed) && (
        <Way token={token} action="withdraw" heading="Withdraw" button="Withdraw my signature">
          {counted && `The total goes down by one. ${signingAgain(letter, now)}`}
          {held && 'It is then never counted, whatever the check comes to.'}
          {removed && 'It is then never counted again, even if its removal is taken back.'}
        </Way>
      )}
      <Way token={token} action="erase" heading="Erase" button="Erase everything about me">
        All of the above is deleted for good{counted && ', and your signature no longer counts'}.
      </Way>
    </>
  )
}

type WayProps = {
  token: string
  action: 'withdraw' | 'erase'
  heading: string
  button: string
  children: unknown
}

/** One press shows what will happen; it takes a second to make it happen. */
function Way({ token, action, heading, button, children }: WayProps) {
  return (
    <section class="rule">
      <h2>{heading}</h2>
      <p>{children}</p>
      <form method="post" action={paths.signatureChange()}>
        <HiddenFields values={{ t: token, action }} />
        <button class="btn alt">{button}</button>
      </form>
    </section>
  )
}
