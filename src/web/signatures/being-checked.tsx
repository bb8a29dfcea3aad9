import { HELD_MS } from '../../gate/risk'
import { Time } from '../ui/time'

type BeingCheckedProps = {
  /** When its signer said yes. */
  confirmedAt: number
  /** Of the letter's team. */
  contact: string
  now: Date
}

/** What it means that a signature is checked, what happens next, and that its signer need do nothing. */
export function BeingChecked({ confirmedAt, contact, now }: BeingCheckedProps) {
  const until = confirmedAt + HELD_MS
  return (
    <>
      <p>
        You have confirmed it, and it is being checked before it counts. Some signatures are, so
        that the number stays one to rely on. It says nothing against you, and nothing is asked of
        you.
      </p>
      {until > now.getTime() ? (
        <p>
          It counts by itself at <Time at={until} kind="moment" />, or sooner if somebody has looked
          at it. Only if they have to decide about several together can it take longer.
        </p>
      ) : (
        <p>
          It takes longer than usual: somebody of the letter’s team has to decide about several
          together, and is reminded of it every day.
        </p>
      )}
      <p>
        You get mail once it counts, and also if it should not. Until then it is not in the total,
        and nothing about you is shown. Questions? Write to {contact}.
      </p>
    </>
  )
}
