import { deskPaths } from '../../desk-paths'
import type { Allowed } from '../../gate/allowed'
import { KNOWN_NETWORK_TIMES, NETWORK } from '../../gate/rules'
import { DeskPage } from '../desk/desk-page'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { TextField } from '../ui/field'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import { Time } from '../ui/time'

type AllowedPageProps = { allowed: Allowed[]; said?: string; form?: FormState }

/** The networks and mail domains that stewards know, and that so are not suspected for being busy. */
export function AllowedPage({ allowed, said, form = EMPTY_FORM }: AllowedPageProps) {
  const { values, problems } = form
  return (
    <DeskPage
      title="Networks and domains that you know"
      over={<a href={deskPaths.steward()}>The site</a>}
      error={Object.keys(problems).length > 0}
    >
      <ErrorSummary problems={problems} />
      {said && <Outcome>{said}</Outcome>}
      <Section id="what-for" title="What it is for">
        <p>
          A school’s staff may all sign from one network address, and more so an authority’s. From a
          network on this list {KNOWN_NETWORK_TIMES} times as many can sign: otherwise those behind
          the {NETWORK.heldInHour}th of an hour are checked before they count, and behind the{' '}
          {NETWORK.refusedInHour}th no more are taken. To a mail domain on it, ten times as many
          mails go out in an hour; the domains of the register’s schools have that already.
        </p>
      </Section>
      <Section id="known" title="On the list">
        {allowed.length === 0 ? <p>Nothing yet.</p> : <List allowed={allowed} />}
      </Section>
      <Section id="add" title="Put one on the list">
        <form class="short" method="post" action={deskPaths.stewardAllowed()} novalidate>
          <TextField
            name="value"
            label="Network or mail domain"
            hint="Such as 192.0.2.0/24, 2001:db8:40::/48 or fenmoor.sch.uk. A domain stands for those under it too."
            autocomplete="off"
            spellcheck={false}
            value={values['value']}
            problem={problems['value']}
          />
          <TextField
            name="note"
            label="Whose it is"
            hint="And how you know: other stewards read it."
            autocomplete="off"
            value={values['note']}
            problem={problems['note']}
          />
          <button class="btn" name="action" value="add">
            Put it on the list
          </button>
        </form>
      </Section>
    </DeskPage>
  )
}

function List({ allowed }: Pick<AllowedPageProps, 'allowed'>) {
  return (
    <ul class="plain rows">
      {allowed.map(({ kind, value, note, by, at }) => (
        <li class="row">
          <div>
            <b>{value}</b>
            <p class="m0">{note}</p>
            <p class="s soft m0">
              {by && `${by}, `}
              <Time at={at} kind="day" />
            </p>
          </div>
          <form class="acts" method="post" action={deskPaths.stewardAllowed()}>
            <HiddenFields values={{ kind, value }} />
            <button class="btn alt sm" name="action" value="remove">
              Take off<span class="vh"> {value}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}
