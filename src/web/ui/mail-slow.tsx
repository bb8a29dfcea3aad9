import { ukDay } from '../../uk-time'
import { Time } from './time'

/** Tells everyone alike that mail is slow, if it is: whoever waits for one should not sign twice. */
export function MailSlow({ since, now }: { since: number | null; now: Date }) {
  if (since === null) return null
  return (
    <p class="note">
      Mail is slow since <Time at={since} kind={ukDay(since) === ukDay(now) ? 'clock' : 'moment'} />
      . Yours is stored and will come.
    </p>
  )
}
