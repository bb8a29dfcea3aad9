import { standingOut } from '../../cases/case'
import { TextField } from '../ui/field'
import { fieldsOf } from '../ui/form-state'
import { signatures } from '../ui/number'
import { Act } from './case-act'
import type { CaseDecisionProps } from './case-decision'

/** A case that was carried out, to be undone. */
export function CaseUndo({ one, form, needsTwo }: CaseDecisionProps) {
  const field = fieldsOf(form)
  return (
    <>
      <p>
        Was it a mistake? Then {signatures(standingOut(one))} can count again; who had a number
        keeps it. The correction stays, and a second one says that it was taken back.
      </p>
      <TextField
        {...field('sentence')}
        label="What everyone reads about that"
        hint="Why it is taken back, without names."
        autocomplete="off"
      />
      <div class="acts">
        <Act act="undo">{needsTwo ? 'Ask a second person to undo it' : 'Undo it'}</Act>
      </div>
    </>
  )
}
