import type { CheckedOrganisation, SameName } from '../../organisations/check'
import { writePlace } from '../../organisations/find'
import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { organisations as inWords } from '../ui/number'
import { Section } from '../ui/section'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { OrganisationChoices } from './organisation-choices'

const DONE = {
  off: 'Done. It is off the list, and whoever signed for it reads why on its own page.',
  back: 'Done. It is on the list again.',
}

/** What a press on the page of organisations came to. */
export type OrganisationsDone = keyof typeof DONE

/** So many stand on a page. */
export const A_PAGE = 100

type OrganisationsDeskPageProps = {
  at: AtLetter
  /** One more than a page holds, if there are more. */
  listed: CheckedOrganisation[]
  off: CheckedOrganisation[]
  same: SameName[]
  form: FormState
  done?: string
}

/** The organisations behind a letter with who signed for them, and what a checker may do about it. */
export function OrganisationsDeskPage(props: OrganisationsDeskPageProps) {
  const { at, listed, off, same, form } = props
  const { values, problems } = form
  const done = DONE[props.done as OrganisationsDone] as string | undefined
  const backs = values['act'] === 'put-back'
  const shown = listed.slice(0, A_PAGE)
  const last = listed.length > A_PAGE ? shown.at(-1) : undefined
  return (
    <DeskPage title="Organisations" at={at} error={Object.keys(problems).length > 0}>
      <ErrorSummary problems={problems} />
      {done && <Outcome>{done}</Outcome>}
      <p class="short">
        {inWords(at.letter.organisations)} listed. They are in no total and not in the ledger. Who
        signed for them is shown here only.
      </p>
      {!at.letter.takesOrganisations && (
        <p class="note">
          This letter does not ask for them.{' '}
          <a href={deskPaths.settings(at.letter.id)}>Its settings</a> say so.
        </p>
      )}
      {same.length > 0 && (
        <Section id="same" title="Same names">
          <p>Each of these is listed from several domains. Are they the same organisation?</p>
          <ul>
            {same.map(({ name, domains }) => (
              <li>
                <b>{name}</b>: {domains.join(', ')}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="listed" title="Listed">
        {shown.length === 0 ? (
          <p>None.</p>
        ) : (
          <form method="post" novalidate>
            <OrganisationChoices
              organisations={shown}
              chosen={values['which']}
              problem={backs ? undefined : problems['which']}
            />
            <TextField
              name="reason"
              label="Why, in a sentence"
              hint="Whoever signed for it reads it."
              value={values['reason']}
              problem={problems['reason']}
              autocomplete="off"
            />
            <HiddenFields values={{ act: 'take-off' }} />
            <button class="btn alt sm">Take it off the list</button>
          </form>
        )}
        {last && (
          <p class="mt">
            <a
              href={`${deskPaths.organisations(at.letter.id)}?${new URLSearchParams({ after: writePlace(last) })}`}
            >
              The next ones
            </a>
          </p>
        )}
      </Section>
      {off.length > 0 && (
        <Section id="off" title="Taken off">
          <form method="post">
            <OrganisationChoices
              organisations={off}
              problem={backs ? problems['which'] : undefined}
            />
            <HiddenFields values={{ act: 'put-back' }} />
            <button class="btn alt sm">Put it back</button>
          </form>
        </Section>
      )}
    </DeskPage>
  )
}
