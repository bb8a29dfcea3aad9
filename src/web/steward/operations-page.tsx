import type { OpenAlarm } from '../../alarm'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { Layout } from '../ui/layout'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { AlarmAdvice, meaningOf } from './alarm-advice'
import { AtWorkSections, type AtWork } from './at-work'
import { KeyRotation } from './key-rotation'

type OperationsPageProps = AtWork & { alarms: OpenAlarm[]; now: Date }

/** For whoever runs the site: what is wrong now and what to do about it, and what waits. */
export function OperationsPage({ alarms, now, ...atWork }: OperationsPageProps) {
  return (
    <Layout title="Operations" noindex desk>
      <header class="hd">
        <h1>Operations</h1>
        <p>
          {inShort(alarms.length)} As of <Time at={now} kind="moment" />.
        </p>
        <p class="row">
          <a href={deskPaths.steward()}>The site</a>
          <a href={paths.stewardMail()}>Mail: what waits, was refused or is unknown</a>
          <a href={paths.health()}>healthz</a>
        </p>
      </header>
      {alarms.map((alarm, i) => (
        <Section id={`alarm-${i + 1}`} title={alarm.kind}>
          <Alarm alarm={alarm} />
        </Section>
      ))}
      <AtWorkSections {...atWork} />
      <Section id="keys" title="Keys of the ledger">
        <KeyRotation />
      </Section>
    </Layout>
  )
}

function inShort(n: number): string {
  if (n === 0) return 'No alarm is open.'
  const open = n === 1 ? 'One alarm is open' : `${n} alarms are open`
  return `${open}. Nobody has to tick them off: each closes by itself once its cause is gone.`
}

function Alarm({ alarm }: { alarm: OpenAlarm }) {
  const { kind, slug, detail, raisedAt, committedAt } = alarm
  return (
    <>
      <p>
        Since <Time at={raisedAt} kind="moment" />
        {slug && (
          <>
            , about <a href={paths.letter(slug)}>{slug}</a>
          </>
        )}
        : {meaningOf(kind)}
      </p>
      <p class="mono">{detail}</p>
      {committedAt !== null && (
        <p>
          The letter’s ledger last grew at <Time at={committedAt} kind="moment" />.
        </p>
      )}
      <AlarmAdvice alarm={alarm} />
    </>
  )
}
