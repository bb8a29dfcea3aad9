import type { HandIn } from '../../delivery/find'
import { deskPaths } from '../../desk-paths'
import { HandInWords } from '../letters/hand-in-section'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { TextAreaField, TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'

type HandInPageProps = {
  at: AtLetter
  /** The plan as it stands. */
  handIn: HandIn | null
  form: FormState
  now: Date
  isSaved?: boolean
  /** Was the plan changed by somebody else since this form was opened. */
  isStale?: boolean
}

/** Where a team says when and where it hands the letter in. */
export function HandInPage({ at, handIn, form, now, isSaved, isStale }: HandInPageProps) {
  const { values, problems } = form
  const action = deskPaths.handIn(at.letter.id)
  const seen = { sequence: values.sequence ?? '' }
  const isOver = handIn !== null && handIn.endsAt <= now.getTime()
  const field = fieldsOf(form)
  return (
    <DeskPage title="Hand-in" at={at} error={Object.keys(problems).length > 0}>
      <ErrorSummary problems={problems} />
      {isSaved && <Outcome>Saved. The letter’s page shows it within a minute.</Outcome>}
      {isStale && (
        <div class="note" tabindex={-1} autofocus>
          <p>
            <b>The plan was changed since you opened this page.</b> Nothing of yours is saved yet;
            it is in the form below. Sent from here, it takes the place of what stands now.
          </p>
        </div>
      )}
      {handIn && (
        <Section id="plan" title="As it stands">
          <HandInWords slug={at.letter.slug} handIn={handIn} isOver={isOver} />
        </Section>
      )}
      <Section id="change" title={handIn ? 'Change it' : 'When and where'}>
        <form class="narrow" method="post" action={action} novalidate>
          <p>
            When and where the letter is handed to its recipient, for everyone who wants to come: it
            stands on the letter’s page, with a file for calendars. A calendar that has it already
            learns of no change, so tell signers in an update.
          </p>
          <HiddenFields values={seen} />
          <TextField {...field('date')} label="Day" type="date" className="few" />
          <TextField {...field('start')} label="Begins (UK time)" type="time" className="few" />
          <TextField {...field('end')} label="Ends (UK time)" type="time" className="few" />
          <TextField
            {...field('place')}
            label="Place"
            hint="With the street, so that people find it."
          />
          <TextAreaField
            {...field('note')}
            label="A note, if there is one"
            hint="Such as who speaks, and what to bring."
            rows={3}
          />
          <button class="btn">Save the plan</button>
        </form>
      </Section>
      {handIn && handIn.cancelledAt === null && !isOver && (
        <Section id="cancel" title="Call it off">
          <form class="narrow" method="post" action={action}>
            <HiddenFields values={{ ...seen, act: 'cancel' }} />
            <p>
              The letter’s page says so until the time is over, and so does the file for calendars.
              You can plan it anew.
            </p>
            <button class="btn alt">Call it off</button>
          </form>
        </Section>
      )}
    </DeskPage>
  )
}
