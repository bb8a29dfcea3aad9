import type { DeskHost } from '../../desk/hosts'
import { denied } from '../../desk/rights'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import type { FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { AskHostForm } from './ask-host-form'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { LetterParts } from './letter-parts'

const DONE = {
  asked: 'The question is on its way to them.',
  'taken-back': 'The question is taken back: its link opens nothing any more.',
  'taken-off': 'It is no longer among the hosts.',
  unchanged: 'Nothing was changed: they may have answered meanwhile. This is how it stands.',
}

/** What a press on the page of hosts came to. */
export type HostsDone = keyof typeof DONE

type HostsPageProps = { at: AtLetter; hosts: DeskHost[]; form: FormState; done?: string }

/** Who stands behind a letter, who was asked to, and the form that asks another group. */
export function HostsPage({ at, hosts, form, done }: HostsPageProps) {
  const may = {
    ask: denied(at.role, at.stage, 'ask-hosts') === null,
    takeOff: denied(at.role, at.stage, 'take-off-host') === null,
  }
  const said = DONE[done as HostsDone] as string | undefined
  const are = (...standings: DeskHost['standing'][]) =>
    hosts.filter(({ standing }) => standings.includes(standing))
  return (
    <DeskPage title="Hosts" at={at} error={Object.keys(form.problems).length > 0}>
      <LetterParts at={at} part="hosts" />
      <div class="mt">
        <ErrorSummary problems={form.problems} />
        {said && <Outcome>{said}</Outcome>}
      </div>
      <HostList id="standing" title="Behind the letter" hosts={are('own', 'confirmed')} may={may} />
      <HostList id="asked" title="Asked" hosts={are('asked')} may={may} />
      <HostList id="gone" title="Not behind it" hosts={are('declined', 'left')} may={may} />
      {may.ask && <AskHostForm at={at} form={form} />}
    </DeskPage>
  )
}

type May = { ask: boolean; takeOff: boolean }

type HostListProps = { id: string; title: string; hosts: DeskHost[]; may: May }

function HostList({ id, title, hosts, may }: HostListProps) {
  if (hosts.length === 0) return null
  return (
    <Section id={id} title={title}>
      <ul class="plain rows">
        {hosts.map((host) => (
          <li class="row">
            <div>
              <b>{host.url ? <a href={host.url}>{host.name}</a> : host.name}</b>
              <p class="s soft m0">
                <HowItStands host={host} />
              </p>
            </div>
            {host.standing === 'asked' && may.ask && (
              <HostForm host={host} action="take-back" button="Take back" what="the question to" />
            )}
            {(host.standing === 'confirmed' || host.standing === 'own') &&
              host.position > 0 &&
              may.takeOff && (
                <HostForm host={host} action="take-off" button="Take off" what="the hosts:" />
              )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function HowItStands({ host }: { host: DeskHost }) {
  switch (host.standing) {
    case 'own':
      return <>{host.position === 0 ? 'Your group' : 'From the beginning'}</>
    case 'asked':
      return (
        <>
          {host.askedAddress} can answer until <Time at={host.askedUntil ?? 0} kind="day" />
        </>
      )
    case 'confirmed':
      return (
        <>
          Confirmed from {host.domain} on <Time at={host.stoodAt ?? 0} kind="day" />
        </>
      )
    case 'declined':
      return <>Said no</>
    case 'left':
      return (
        <>
          Left on <Time at={host.leftAt ?? 0} kind="day" />
        </>
      )
  }
}

type HostFormProps = { host: DeskHost; action: string; button: string; what: string }

function HostForm({ host, action, button, what }: HostFormProps) {
  return (
    <form method="post">
      <HiddenFields values={{ action, host: host.slug }} />
      <button class="btn alt sm">
        {button}
        <span class="vh">
          {' '}
          {what} {host.name}
        </span>
      </button>
    </form>
  )
}
