import type { Pausable } from '../../desk/pause-all'
import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { TextAreaField } from '../ui/field'
import type { FormState } from '../ui/form-state'

type PauseFormProps = {
  what: Pausable
  /** The sentence that stands; null: it is not paused. */
  stands: string | null
  form: FormState
}

/** Pauses something on the whole site, with a sentence for everyone, or lets it go on. */
export function PauseForm({ what, stands, form: { values, problems } }: PauseFormProps) {
  const words = WORDS[what]
  const field = `${what}_paused`
  return (
    <form class="short" method="post" action={deskPaths.stewardPauses()} novalidate>
      <HiddenFields values={{ what, was: stands ?? '' }} />
      {stands === null ? (
        <>
          <p>{words.means}</p>
          <TextAreaField
            name={field}
            label="Why, in a sentence for everyone"
            rows={2}
            value={values[field]}
            problem={problems[field]}
          />
          <button class="btn alt" name="action" value="pause">
            {words.pause}
          </button>
        </>
      ) : (
        <>
          <p>{words.paused} Everyone reads:</p>
          <p class="say">{stands}</p>
          <button class="btn" name="action" value="resume">
            {words.resume}
          </button>
        </>
      )}
    </form>
  )
}

const WORDS = {
  signing: {
    means:
      'Nobody can sign any letter, and no mailed link confirms, until you let it go on. Letters and numbers stay where they are, signers can still withdraw or erase, and links work again afterwards if their time is not over.',
    pause: 'Pause all signing',
    paused: 'All signing is paused.',
    resume: 'Let people sign again',
  },
  launching: {
    means:
      'No letter can be opened, at a set time neither, until you let it go on. Drafts can be written, and open letters stay open.',
    pause: 'Pause all new letters',
    paused: 'No new letter can be opened.',
    resume: 'Let letters open again',
  },
}
