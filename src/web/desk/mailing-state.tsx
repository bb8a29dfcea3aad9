import { denied } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import { signersReached } from '../../updates/progress'
import type { Mailing, MailingCount } from '../../updates/update'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'

const COUNTS: [MailingCount, string][] = [
  ['promised', 'Mails so far'],
  ['sent', 'Handed to the mail provider'],
  ['delivered', 'Delivered'],
  ['bounced', 'Bounced'],
  ['complained', 'Called spam'],
  ['unsubscribed', 'Unsubscribed'],
  ['skipped', 'Left out: no longer wanted, or not reachable'],
  ['refused', 'Refused by the provider'],
  ['unknown', 'Perhaps sent: no answer came'],
]

/** Always shown; the others where there are some. */
const ALWAYS = new Set<MailingCount>(['promised', 'sent', 'delivered', 'bounced', 'complained'])

/** How far the mail about an update is, what came of it, and how to stop it. */
export function MailingState({ at, mailing }: { at: AtLetter; mailing: Mailing }) {
  const { counts, updateId, state } = mailing
  const maySend = denied(at.role, at.stage, 'send-update') === null
  const shown = COUNTS.filter(([what]) => ALWAYS.has(what) || counts[what])
  return (
    <>
      <p>
        {inWords(mailing)}
        {state === 'running' && at.letter.stopped !== null && RESTS}
      </p>
      <dl class="facts">
        {shown.map(([what, label]) => (
          <div>
            <dt>{label}</dt>
            <dd>{formatNumber(counts[what] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      {maySend && (state === 'running' || state === 'paused') && (
        <form class="row" method="post" action={deskPaths.mailing(at.letter.id, updateId)}>
          {state === 'running' ? (
            <button class="btn alt sm" name="do" value="pause">
              Pause the mail
            </button>
          ) : (
            <>
              <button class="btn alt sm" name="do" value="resume">
                Go on with the mail
              </button>
              <button class="btn alt sm" name="do" value="cancel">
                Call it off for good
              </button>
            </>
          )}
        </form>
      )}
    </>
  )
}

const RESTS =
  ' It rests while the letter is stopped, and goes on by itself once those who run this site let it go.'

function inWords(mailing: Mailing) {
  const { state, endedAt, onItsWay } = mailing
  const way = onItsWay > 0 ? ` ${formatNumber(onItsWay)} still on the way.` : ''
  switch (state) {
    case 'running':
      return `Mail is going out: ${whoseTurn(mailing)}.${way} To call it off, pause it first.`
    case 'paused':
      return `Paused: ${whoseTurn(mailing)}. Nobody else gets it until you go on; ${
        onItsWay > 0
          ? `${formatNumber(onItsWay)} already on the way still go.`
          : 'none is on the way.'
      }`
    case 'cancelled':
      return (
        <>
          Called off at <Time at={endedAt ?? 0} kind="moment" />.
        </>
      )
    case 'done':
      return (
        <>
          Everybody has had their turn, the last at <Time at={endedAt ?? 0} kind="moment" />.{way}
        </>
      )
  }
}

function whoseTurn(mailing: Mailing): string {
  const share = signersReached(mailing)
  if (share !== null) return `about ${Math.round(share * 100)}% of the signers have had their turn`
  return mailing.among === 'letter'
    ? 'it is the turn of those who follow the letter'
    : 'it is the turn of those who follow a host'
}
