import type { WordsNow } from '../../desk/save-words'
import { deskPaths } from '../../desk-paths'
import { wholeText } from '../../letters/text'
import type { FormState } from '../ui/form-state'
import { TextChange } from '../ui/text-change'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'

type OvertakenProps = { at: AtLetter; stale: WordsNow; values: FormState['values'] }

/** Two wrote at once: what the other saved, and how this one's words differ from that. */
export function WordsOvertaken({ at, stale, values }: OvertakenProps) {
  const { hosts } = at.letter
  const yours = {
    title: values.title ?? '',
    addressedTo: values.addressed_to ?? '',
    markdown: values.text ?? '',
    hosts,
  }
  return (
    <div class="note" tabindex={-1} autofocus>
      <p>
        <b>
          {stale.savedBy ?? 'Somebody'} saved other words at{' '}
          <Time at={stale.savedAt} kind="moment" />.
        </b>{' '}
        Yours are not saved yet, and nothing is lost: they are in the form below. This is how yours
        differ from those saved now:
      </p>
      <TextChange from={wholeText({ ...stale, hosts })} to={wholeText(yours)} />
      <p>
        Change yours so that they hold what you want of both, and save. Or{' '}
        <a href={deskPaths.draft(at.letter.id)}>take the words saved now</a> and leave yours.
      </p>
    </div>
  )
}
