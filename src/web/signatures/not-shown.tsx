import { WHY_NOTABLE } from '../../mail/name-display'
import type { OffDisplay } from '../../signatures/off-display'

type NotShownProps = { off: OffDisplay | null; contact: string }

/** Tells a signer who wants to be named why the name is not shown, and what to do about it. */
export function NotShown({ off, contact }: NotShownProps) {
  if (off === null) return null
  if (off.why === 'look') {
    return (
      <p>
        On this letter names appear once somebody of its team has looked at them. Nobody has looked
        at yours yet. You need do nothing more.
      </p>
    )
  }
  if (off.why === 'notable') {
    return (
      <p>
        Your signature counts. {WHY_NOTABLE} If you share that name and are somebody else, write to{' '}
        {contact}.
      </p>
    )
  }
  return (
    <>
      <p>Your name is off the list, and you count as before. The reason given:</p>
      <p class="say">{off.sentence}</p>
      <p>
        If something in it is mistyped, correct it. If you think that this is wrong, write to{' '}
        {contact}.
      </p>
    </>
  )
}
