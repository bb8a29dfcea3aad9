import type { Outage } from '../../mail/outage'
import { SLOW_MS } from '../../mail/slow'
import type { Traffic } from '../../mail/traffic'
import type { TroubledMail } from '../../mail/troubled'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { Layout } from '../ui/layout'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { TroubledList } from './troubled-list'

type MailPageProps = {
  traffic: Traffic
  outage: Outage | null
  /** The oldest of those that need a person. */
  troubled: TroubledMail[]
  now: Date
  /** What a button has just done. */
  done?: string
}

/** How mail is doing, and what only a person can decide. */
export function MailPage({ traffic, outage, troubled, now, done }: MailPageProps) {
  const said = done && DONE.get(done)
  return (
    <Layout title="Mail" noindex desk>
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
    </Layout>
  )
}

const DONE = new Map([
  ['tried', 'The provider is asked now. Reload the page in a moment to see what it says.'],
  ['sent-again', 'Put back into the outbox. What still has something to say leaves in a moment.'],
  ['given-up', 'Given up. It is no longer on this list.'],
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
          <dd>{formatNumber(n)}</dd>
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
