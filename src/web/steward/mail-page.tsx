import type { Outage } from '../../mail/outage'
import type { OutcomeCount } from '../../mail/outcome'
import { SLOW_MS } from '../../mail/slow'
import { COUNTED_TO, type Traffic } from '../../mail/traffic'
import type { TroubledMail } from '../../mail/troubled'
import type { Unreachable } from '../../mail/unreachable'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { ErrorSummary } from '../ui/error-summary'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { Layout } from '../ui/layout'
import { MailOutcomes } from '../ui/mail-outcomes'
import { formatNumber, formatUpTo } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { LeftAlone } from './left-alone'
import { TroubledList } from './troubled-list'

type MailPageProps = {
  traffic: Traffic
  outage: Outage | null
  /** The oldest of those that need a person. */
  troubled: TroubledMail[]
  outcomes: OutcomeCount[]
  /** Is the provider’s news listened to. */
  hears: boolean
  unreachable: { reason: Unreachable; n: number }[]
  now: Date
  /** What a button has just done. */
  done?: string
  /** Of the address that mail is to go to again. */
  form?: FormState
}

/** How mail is doing, and what only a person can decide. */
export function MailPage(props: MailPageProps) {
  const { traffic, outage, troubled, outcomes, hears, now, done, form = EMPTY_FORM } = props
  const said = done && DONE.get(done)
  return (
    <Layout title="Mail" noindex desk error={Object.keys(form.problems).length > 0}>
      <header class="hd">
        <h1>Mail</h1>
        {said && (
          <p class="note" role="status">
            {said}
          </p>
        )}
        <p>{inShort(traffic, outage, now)}</p>
        <p class="row">
          <a href={deskPaths.steward()}>The site</a>
          <a href={paths.stewardOperations()}>Operations: alarms and keys</a>
        </p>
      </header>
      <ErrorSummary problems={form.problems} />
      <Section id="traffic" title="Traffic">
        <TrafficFacts traffic={traffic} />
        {traffic.oldest !== null && (
          <p class="mt">
            The oldest that may go has waited since <Time at={traffic.oldest} kind="moment" />.
          </p>
        )}
        <p class="s soft mt">
          As of <Time at={now} kind="moment" />. Reload the page to look again.
        </p>
      </Section>
      {outage && <OutageSection outage={outage} />}
      <Section id="troubled" title="Refused and unknown">
        <TroubledList troubled={troubled} traffic={traffic} />
      </Section>
      <Section id="outcomes" title="What became of it">
        {!hears && (
          <p>
            <b>Nothing is heard of it:</b> <code>RESEND_WEBHOOK_SECRET</code> is not set. At Resend,
            add a webhook that leads to <code>{paths.resendHook()}</code> of this site, and set its
            signing secret.
          </p>
        )}
        <MailOutcomes outcomes={outcomes} />
      </Section>
      <Section id="unreachable" title="Mailboxes left alone">
        <LeftAlone {...props} form={form} />
      </Section>
    </Layout>
  )
}

const DONE = new Map([
  ['tried', 'The provider is asked now. Reload the page in a moment to see what it says.'],
  ['sent-again', 'Put back into the outbox. What still has something to say leaves in a moment.'],
  ['given-up', 'Given up. It is no longer on this list.'],
  ['reached', 'It was left alone. From now on mail goes there again.'],
  ['not-shut', 'That mailbox was not left alone: mail goes there as it is.'],
  ['nothing', 'Nothing was done: it was dealt with already, or no address is left to send to.'],
])

function inShort({ oldest, waiting, deferred }: Traffic, outage: Outage | null, now: Date) {
  if (outage) return 'The mail provider takes nothing at the moment. What is promised is stored.'
  if (oldest !== null && oldest <= now.getTime() - SLOW_MS) {
    return 'Mail is slow. What is promised is stored, and leaves oldest first.'
  }
  return waiting > deferred ? 'Mail is leaving.' : 'All mail that may go has left.'
}

function TrafficFacts({ traffic }: Pick<MailPageProps, 'traffic'>) {
  const { waiting, deferred } = traffic
  const facts: [string, number][] = [
    ['Waiting', waiting],
    ['of those, too early to go', deferred],
    ['Sent in the last minute', traffic.sentLastMinute],
    ['in the last hour', traffic.sentLastHour],
    ['in the last 24 hours', traffic.sentLastDay],
    ['Refused', traffic.refused],
    ['Unknown', traffic.unknown],
    ['Dead letters', traffic.deadLetters],
  ]
  return (
    <dl class="facts">
      {facts.map(([label, n]) => (
        <div>
          <dt>{label}</dt>
          <dd>{formatUpTo(n, COUNTED_TO)}</dd>
        </div>
      ))}
    </dl>
  )
}

function OutageSection({ outage }: { outage: Outage }) {
  return (
    <Section id="outage" title="Outage">
      <p>
        Since <Time at={outage.since} kind="moment" /> the provider has taken no mail; it was asked{' '}
        {formatNumber(outage.failures)} {outage.failures === 1 ? 'time' : 'times'}. It last said:
      </p>
      <p class="say">{outage.problem}</p>
      <p>
        The next try is at <Time at={outage.resumeAt} kind="moment" />. If you have mended what was
        wrong, such as a key or a quota, it can be tried at once.
      </p>
      <form method="post" action={paths.stewardMail()}>
        <button class="btn alt" name="action" value="try-now">
          Try now
        </button>
      </form>
    </Section>
  )
}
