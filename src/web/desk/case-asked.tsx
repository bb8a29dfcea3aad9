import { isUndo } from '../../cases/case'
import { TextField } from '../ui/field'
import { fieldsOf } from '../ui/form-state'
import { Act } from './case-act'
import type { CaseDecisionProps } from './case-decision'

/** A case that waits for a second person: to agree, or to send back; not for who asked. */
export function CaseAsked({ one, form, accountId }: CaseDecisionProps) {
  const field = fieldsOf(form)
  const asker = one.asker ?? 'Somebody'
  return (
    <>
      <p>
        {asker} wants {isUndo(one) ? 'it undone' : 'these not to count'}
        {isUndo(one) && one.undoSentence ? `: “${one.undoSentence}”` : '.'} Nothing happens before a
        second person says yes.
      </p>
      {one.askedBy === accountId ? (
        <>
          <p>You asked, so somebody else must decide.</p>
          <div class="acts">
            <Act act="take-back">Take it back</Act>
          </div>
        </>
      ) : (
        <>
          <div class="acts">
            <Act act="approve" first>
              Yes, I agree
            </Act>
          </div>
          <h3 class="mt">Or not like this?</h3>
          <TextField {...field('note')} label="What should be changed?" autocomplete="off" />
          <div class="acts">
            <Act act="send-back">Send it back</Act>
          </div>
        </>
      )}
    </>
  )
}
