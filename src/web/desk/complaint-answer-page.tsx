import { numberOf, OUTCOMES, type Complaint } from '../../complaints/complaint'
import { deskPaths } from '../../desk-paths'
import { ErrorSummary } from '../ui/error-summary'
import { SelectField, TextAreaField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { ComplaintClock } from './complaint-clock'
import { aboutOf, outcomeOf } from './complaint-list-page'
import { DeskPage } from './desk-page'

type ComplaintAnswerPageProps = { at: AtLetter; complaint: Complaint; form: FormState; now: Date }

/** One complaint about data: what was written, and the answer. */
export function ComplaintAnswerPage({ at, complaint, form, now }: ComplaintAnswerPageProps) {
  const { id, name, words, receivedAt, answeredAt } = complaint
  return (
    <DeskPage
      title={`Data complaint ${numberOf(id)}`}
      at={at}
      error={Object.keys(form.problems).length > 0}
    >
      <ErrorSummary problems={form.problems} />
      <p>
        <a href={deskPaths.complaints(at.letter.id)}>All complaints</a>
      </p>
      <Section id="complaint" title="The complaint">
        <p>
          <b>{aboutOf(complaint)}.</b> <bdi>{name ?? 'Without a name'}</bdi>,{' '}
          <Time at={receivedAt} kind="day" />.
        </p>
        {words === '' ? (
          <p>What was written is deleted, a year after the answer.</p>
        ) : (
          <p class="lines" dir="auto">
            {words}
          </p>
        )}
      </Section>
      <Section id="answer-section" title="The answer">
        {answeredAt === null ? (
          <Answer {...{ at, complaint, form, now }} />
        ) : (
          <>
            <p>
              {outcomeOf(complaint)}, <Time at={answeredAt} kind="day" />.
            </p>
            {complaint.answer && (
              <p class="lines" dir="auto">
                {complaint.answer}
              </p>
            )}
            {form.values['answer'] && (
              <>
                <h3 class="mt">What you wrote</h3>
                <p class="lines" dir="auto">
                  {form.values['answer']}
                </p>
              </>
            )}
          </>
        )}
      </Section>
    </DeskPage>
  )
}

function Answer({ at, complaint, form: { values, problems }, now }: ComplaintAnswerPageProps) {
  return (
    <form
      class="short"
      method="post"
      action={deskPaths.complaint(at.letter.id, complaint.id)}
      novalidate
    >
      <p>
        <ComplaintClock complaint={complaint} now={now} />. Their address is not shown to you: what
        you write here goes there by mail.
      </p>
      <SelectField
        name="outcome"
        label="What you found"
        options={OUTCOMES}
        placeholder="Choose what you found"
        value={values['outcome']}
        problem={problems['outcome']}
      />
      <TextAreaField
        name="answer"
        label="The answer"
        hint="What you looked into, what you found, and what was done. It can be sent once."
        rows={10}
        value={values['answer']}
        problem={problems['answer']}
      />
      <button class="btn">Send the answer</button>
    </form>
  )
}
