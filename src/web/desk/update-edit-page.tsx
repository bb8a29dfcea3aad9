import { deskPaths } from '../../desk-paths'
import { renderWords } from '../../letters/render'
import { cleanMarkdown } from '../../desk/clean-text'
import type { WrittenUpdate } from '../../updates/update'
import { UpdateText } from '../letters/update-page'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { Tick } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { TextChange } from '../ui/text-change'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { UpdateEditForm, type UpdateEditFormProps } from './update-edit-form'

export type UpdateEditPageProps = UpdateEditFormProps & {
  /** What the last press came to. */
  said?: string
  /** Was a look asked for. */
  isPreview?: boolean
}

/** Where an update is written: its words, what it is about, and who gets it by mail. */
export function UpdateEditPage(props: UpdateEditPageProps) {
  const { at, update, points, sizes, form, said, isPreview, isStale } = props
  const { letter } = at
  const { values, problems } = form
  return (
    <DeskPage
      title={update ? 'An update' : 'A new update'}
      at={at}
      error={Object.keys(problems).length > 0}
    >
      <p>
        <a href={deskPaths.updates(letter.id)}>All updates</a>
      </p>
      <ErrorSummary problems={problems} />
      {said && <Outcome>{said}</Outcome>}
      {isStale && update && <Overtaken update={update} values={values} />}
      <div class="two write">
        <UpdateEditForm {...{ at, update, points, sizes, form, isStale }} />
        <section id="preview" aria-label="How it will look">
          {isPreview && <p class="s soft">As it will look. Nothing is saved by looking.</p>}
          <article class="letter sheet">
            <h2 class="title">{values.title || <i>No title yet</i>}</h2>
            <p>{values.author && `By ${values.author}`}</p>
            <UpdateText letter={letter} html={renderWords(cleanMarkdown(values.markdown ?? ''))} />
          </article>
        </section>
      </div>
      {update && !isStale && <Discard at={at} update={update} />}
    </DeskPage>
  )
}

/** Two wrote at once: what the other saved, and how this one's words differ from that. */
function Overtaken({ update, values }: { update: WrittenUpdate } & Pick<FormState, 'values'>) {
  const whole = (title = '', author = '', markdown = '') => `# ${title}\n\n${author}\n\n${markdown}`
  return (
    <div class="note" tabindex={-1} autofocus>
      <p>
        <b>
          {update.savedBy ?? 'Somebody'} saved this update at{' '}
          <Time at={update.savedAt} kind="moment" />, after you opened it.
        </b>{' '}
        Yours is not saved yet, and nothing is lost: it is in the form below. This is how yours
        differs from what is saved now:
      </p>
      <TextChange
        from={whole(update.title, update.author, update.markdown)}
        to={whole(values.title, values.author, cleanMarkdown(values.markdown ?? ''))}
      />
    </div>
  )
}

function Discard({ at, update }: { at: AtLetter; update: WrittenUpdate }) {
  return (
    <details class="mt">
      <summary>Throw this update away</summary>
      <form method="post" action={deskPaths.update(at.letter.id, update.id)}>
        <HiddenFields values={{ version: update.version, do: 'discard' }} />
        <Tick
          name="sure"
          label={`Yes, throw “${update.title}” away`}
          hint="This can’t be undone."
        />
        <button class="btn alt sm">Throw it away</button>
      </form>
    </details>
  )
}
