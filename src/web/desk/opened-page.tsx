import type { OpenedCase } from '../../desk/opened-signers'
import { deskPaths } from '../../desk-paths'
import { ukMoment } from '../../uk-time'
import { ErrorSummary } from '../ui/error-summary'
import { TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'

type OpenedPageProps = {
  at: AtLetter
  cases: OpenedCase[]
  /** Where the next page of them begins. */
  next: number | null
  form: FormState
  /** The number that was typed, if everyone sees that name. */
  shown?: number
}

/** Where a checker opens a signer whose name is not shown, and all who were opened. */
export function OpenedPage({ at, cases, next, form, shown }: OpenedPageProps) {
  const { problems } = form
  const field = fieldsOf(form)
  const { id } = at.letter
  return (
    <DeskPage title="Opened signers" at={at} error={Object.keys(problems).length > 0}>
      <ErrorSummary problems={problems} />
      {shown !== undefined && (
        <p class="note" tabindex={-1} autofocus>
          Number {formatNumber(shown)} is shown by name, so there is nothing to open.{' '}
          <a href={`${deskPaths.signers(id)}?q=${shown}`}>See it in the list</a>
        </p>
      )}
      <Section id="open" title="Open one">
        <form class="narrow" method="post" action={deskPaths.openedSigners(id)} novalidate>
          <p>
            Signers may keep their names to themselves. Open one only to look into something that
            can’t be settled otherwise. You see name, role and school until the end of the second
            working day, never an address. Your reason is written down for the team,{' '}
            <b>and the signer can read it</b>, with the date.
          </p>
          <TextField
            {...field('number')}
            label="Signatory number"
            inputmode="numeric"
            className="n few"
            autocomplete="off"
          />
          <TextField
            {...field('reason')}
            label="Why do you need to know who it is?"
            hint="A sentence without names, such as “The school wrote that it has no such head.”"
            autocomplete="off"
          />
          <button class="btn">Open this signer</button>
        </form>
      </Section>
      <Section id="cases" title="Opened so far">
        {cases.length === 0 ? <p>Nobody.</p> : <Cases at={at} cases={cases} />}
        {next !== null && (
          <p class="mt">
            <a href={`${deskPaths.openedSigners(id)}?before=${next}#cases`}>Earlier ones</a>
          </p>
        )}
      </Section>
    </DeskPage>
  )
}

function Cases({ at, cases }: Pick<OpenedPageProps, 'at' | 'cases'>) {
  return (
    <ol class="plain tl">
      {cases.map((one) => (
        <li>
          <Time at={one.openedAt} kind="moment" />
          <div>
            <p>
              <b>Number {formatNumber(one.number)}</b>, opened by {one.by ?? 'somebody'}:{' '}
              {one.reason}
            </p>
            <p class="s soft">
              {one.isOpen ? 'Open until' : 'Ended at'} {ukMoment(one.endsAt)}.{' '}
              {one.isOpen && (
                <a href={deskPaths.openedSigner(at.letter.id, one.id)}>
                  Look<span class="vh"> at number {one.number}</span>
                </a>
              )}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}
