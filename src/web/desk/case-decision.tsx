import type { CaseWithPeople } from '../../cases/find'
import { standingOut } from '../../cases/case'
import { deskPaths } from '../../desk-paths'
import { STANDARD_SENTENCES } from '../../registrar/decision'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { SelectField, TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Act } from './case-act'
import { CaseAsked } from './case-asked'
import type { AtCases } from './case-reach'
import { CaseUndo } from './case-undo'
import { CASE_REASONS } from './case-words'

export type CaseDecisionProps = {
  at: AtCases
  one: CaseWithPeople
  form: FormState
  /** Who reads this. */
  accountId: number
  /** Does the rule want a second person, if the case is decided now. */
  needsTwo: boolean
}

/** What may be done to a case in the state that it is in. */
export function CaseDecision(props: CaseDecisionProps) {
  const { at, one } = props
  return (
    <form method="post" action={deskPaths.case(at.letter.id, one.id)} class="narrow" novalidate>
      <EnterChoosesNothing />
      <HiddenFields
        values={{ version: one.version, seen_state: one.state, seen_listed: one.listed }}
      />
      <Parts {...props} />
    </form>
  )
}

function Parts(props: CaseDecisionProps) {
  const { one } = props
  switch (one.state) {
    case 'suggested':
    case 'open':
      return <Decide {...props} />
    case 'asked':
      return <CaseAsked {...props} />
    case 'running':
    case 'undoing':
      return (
        <>
          <p>
            It goes on by itself, some hundreds at a time. A pause takes hold before the next of
            them.
          </p>
          <div class="acts">
            <Act act="pause">Pause it</Act>
            <Act act="cancel">Stop it for good</Act>
          </div>
        </>
      )
    case 'paused':
      return (
        <div class="acts">
          <Act act="resume" first>
            Go on
          </Act>
          <Act act="cancel">Stop it for good</Act>
        </div>
      )
    case 'done':
    case 'cancelled':
      return standingOut(one) > 0 ? <CaseUndo {...props} /> : <p>There is nothing to undo.</p>
    case 'dismissed':
      return <p>Those that were being checked are counted. Nothing else was done.</p>
    case 'undone':
      return <p>There is nothing more to do.</p>
  }
}

function Decide({ one, form, needsTwo }: CaseDecisionProps) {
  if (one.listed === 0) {
    return (
      <>
        <p>
          {one.state === 'suggested'
            ? 'Nobody of them has said yes to the mail yet. Whoever does is checked first and stands here minutes later, so leave it open, unless it is nothing.'
            : 'No signature is listed, so there is nothing to decide. Choose others, or end the case.'}
        </p>
        <div class="acts">
          <Act act="dismiss">It is nothing</Act>
        </div>
      </>
    )
  }
  const { values, problems } = form
  return (
    <>
      <SelectField
        name="reason"
        label="Why should they not count?"
        options={CASE_REASONS}
        placeholder="Choose why"
        value={values.reason ?? one.reason ?? undefined}
        problem={problems.reason}
      />
      <TextField
        name="sentence"
        label="What everyone reads about it"
        hint={`Without names. Left empty, it is the standard one, such as “${STANDARD_SENTENCES.automated}”`}
        autocomplete="off"
        value={values.sentence ?? one.sentence ?? undefined}
        problem={problems.sentence}
      />
      {needsTwo && (
        <p>
          So many, or so large a part of the total, are never decided by one person alone: the
          others who may decide get mail, and one of them must say yes.
        </p>
      )}
      <div class="acts">
        <Act act="decide" first>
          {needsTwo ? 'Ask a second person' : 'They should not count'}
        </Act>
      </div>
      <Nothing form={form} />
    </>
  )
}

function Nothing({ form }: { form: FormState }) {
  const field = fieldsOf(form)
  return (
    <>
      <h3 class="mt">Or is it nothing?</h3>
      <TextField
        {...field('note')}
        label="A note for the team (optional)"
        hint="Those that are being checked are then counted, within minutes."
        autocomplete="off"
      />
      <div class="acts">
        <Act act="dismiss">It is nothing</Act>
      </div>
    </>
  )
}
