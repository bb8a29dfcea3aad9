import { deskPaths } from '../../desk-paths'
import type { Letter } from '../../letters/letter'
import { mayBeEnded } from '../../retention/endless'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { TextAreaField } from '../ui/field'
import type { FormState } from '../ui/form-state'

type StopFormsProps = { letter: Letter; now: Date; form: FormState }

/** Stops a letter with a sentence for everyone, or lets it go again. */
export function StopForms({ letter, now, form: { values, problems } }: StopFormsProps) {
  const { id, stopped, stoppedBecause } = letter
  if (stopped === 'deleted') return <p>Its owner deleted it. Only its ledger is left.</p>
  const shown = { was: stopped ?? '', was_because: stoppedBecause ?? '' }
  return (
    <>
      {stopped && (
        <form class="mt" method="post" action={deskPaths.stewardLetter(id)}>
          <HiddenFields values={shown} />
          <p>
            {stopped === 'paused' ? 'A steward has paused it.' : 'A steward has taken it down.'}{' '}
            Everyone reads:
          </p>
          <p class="say">{stoppedBecause}</p>
          <button class="btn" name="how" value="none">
            Let it go again
          </button>
        </form>
      )}
      {mayBeEnded(letter, now) && (
        <p class="mt">
          The data of its signers stays until it closes. If it is not to go on,{' '}
          <a href={deskPaths.stewardClosure(id)}>close it</a>.
        </p>
      )}
      <form class="short mt" method="post" action={deskPaths.stewardLetter(id)} novalidate>
        <EnterChoosesNothing />
        <HiddenFields values={shown} />
        <h3>{stopped ? 'Change that' : 'Stop this letter'}</h3>
        <ul>
          <li>Paused: it can be read, and nobody can sign it or confirm a signature.</li>
          <li>
            Taken down: its page answers “gone” with your sentence, without text, names or embed.
            Its ledger stays, and its signers can still withdraw or erase.
          </li>
        </ul>
        <p>Nothing is deleted, you can take it back, and its team is told by mail.</p>
        <TextAreaField
          name="sentence"
          label="Why, in a sentence for everyone"
          rows={2}
          value={values['sentence'] ?? stoppedBecause ?? ''}
          problem={problems['sentence']}
        />
        <div class="row">
          <button class="btn alt" name="how" value="paused">
            Pause it
          </button>
          <button class="btn alt" name="how" value="taken-down">
            Take it down
          </button>
        </div>
      </form>
    </>
  )
}
