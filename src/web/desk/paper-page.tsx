import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { OnPaper } from '../ui/on-paper'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'

type PaperPageProps = {
  at: AtLetter
  form: FormState
  isSaved?: boolean
  /** Was the number changed by somebody else since this form was opened. */
  isStale?: boolean
}

/** Where an owner says how many signed on paper. */
export function PaperPage({ at, form, isSaved, isStale }: PaperPageProps) {
  const { values, problems } = form
  const field = fieldsOf(form)
  const { paper } = at.letter
  return (
    <DeskPage title="Gathered on paper" at={at} error={Object.keys(problems).length > 0}>
      <ErrorSummary problems={problems} />
      {isSaved && <Outcome>Saved. The letter’s page shows it within a minute.</Outcome>}
      {isStale && (
        <div class="note" tabindex={-1} autofocus>
          <p>
            <b>The number was changed since you opened this page.</b> Yours is not saved yet; it is
            in the form below. {paper ? 'This stands now:' : 'None stands now.'}
          </p>
          {paper && <OnPaper paper={paper} />}
        </div>
      )}
      <form class="narrow" method="post" action={deskPaths.paper(at.letter.id)} novalidate>
        <p>
          Signatures on paper can’t be checked here, so they are a number of their own: shown on the
          letter’s page and in its newsroom as not verified, and never added to the count. Who
          signed on paper can still sign here, too.
        </p>
        <HiddenFields values={{ was: values.was ?? '' }} />
        <TextField
          {...field('number')}
          label="How many signed on paper?"
          hint="Leave it empty to show no such number."
          inputmode="numeric"
          className="n few"
        />
        <TextField {...field('as_of')} label="Counted on" type="date" className="few" />
        <TextField
          {...field('note')}
          label="Where were they gathered, and who holds the sheets?"
          hint="A sentence for everyone, such as “At the June conference in Fenmoor; the forum’s office keeps the sheets.”"
        />
        <button class="btn">Save</button>
      </form>
    </DeskPage>
  )
}
