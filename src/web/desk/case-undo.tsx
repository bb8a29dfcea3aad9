import { standingOut } from '../../cases/case'
import { TextField } from '../ui/field'
import { signatures } from '../ui/number'
import { Act } from './case-act'
import type { CaseDecisionProps } from './case-decision'

/** A case that was carried out, to be undone. */
export function CaseUndo({ one, form: { values, problems }, needsTwo }: CaseDecisionProps) {
  return (
    <>
      <p>
        Was it a mistake? Then {signatures(standingOut(one))} can count again; who had a number
        keeps it. The correction stays, and a second one says that it was taken back.
      </p>
      <TextField
        name="sentence"
        label="What everyone reads about that"
        hint="Why it is taken back, without names."
        autocomplete="off"
        value={values.sentence}
        problem={problems.sentence}
      />
      <div class="acts">
        <Act act="undo">{needsTwo ? 'Ask a second person to undo it' : 'Undo it'}</Act>
      </div>
    </>
  )
}
