import { denied } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import type { Point } from '../../letters/letter'
import { renderWords } from '../../letters/render'
import { cleanMarkdown } from '../../desk/clean-text'
import type { AudienceSizes } from '../../updates/audience'
import { pointField } from '../../updates/update-form'
import type { WrittenUpdate } from '../../updates/update'
import { firstWords } from '../letters/dealing-words'
import { UpdateText } from '../letters/update-page'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { TextAreaField, TextField, Tick } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { TextChange } from '../ui/text-change'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { AudienceFields } from './update-audience'

export type UpdateEditPageProps = {
  at: AtLetter
  /** What is saved; null: nothing is. */
  update: WrittenUpdate | null
  points: Point[]
  sizes: AudienceSizes
  form: FormState
  /** What the last press came to. */
  said?: string
  /** Was a look asked for. */
  isPreview?: boolean
  /** Did somebody else save other words meanwhile. */
  isStale?: boolean
}

/** Where an update is written: its words, what it is about, and who gets it by mail. */
export function UpdateEditPage(props: UpdateEditPageProps) {
  const { at, update, points, sizes, form, said, isPreview, isStale } = props
  const { letter } = at
  const { values, problems } = form
  const field = (name: string) => ({ name, value: values[name], problem: problems[name] })
  const action = update ? deskPaths.update(letter.id, update.id) : deskPaths.newUpdate(letter.id)
  const maySend = denied(at.role, at.stage, 'send-update') === null
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
        <form method="post" action={action} enctype="multipart/form-data" novalidate>
          <HiddenFields values={{ version: values.version ?? '0', before: values.before ?? '' }} />
          <TextField {...field('title')} label="Title" hint="Also the subject of the mail." />
          <TextField
            {...field('author')}
            label="Who writes this"
            hint="Readers see it, such as “Maud Inkwell, for the hosts”."
          />
          <TextAreaField
            {...field('markdown')}
            label="The update"
            hint="**Bold**, *italic*, ## heading, - list and [a link](https://example.org) are written so; [point 4](#point-4) leads to that point of the letter."
            rows={18}
            lang={letter.language}
            className="words"
          />
          {points.length > 0 && (
            <details open={points.some((point) => values[pointField(point)] === 'on')}>
              <summary>Points that it is about</summary>
              {points.map((point) => (
                <Tick
                  name={pointField(point)}
                  label={`Point ${point.label}: ${firstWords(point.text, 60)}`}
                  checked={values[pointField(point)] === 'on'}
                />
              ))}
            </details>
          )}
          <AudienceFields sizes={sizes} values={values} />
          <p class="s soft">
            {update && !isStale ? (
              <>
                Saved at <Time at={update.savedAt} kind="moment" />
                {update.savedBy && ` by ${update.savedBy}`}. Nobody outside the team sees it yet.
              </>
            ) : (
              'What is in this form is not saved yet.'
            )}
          </p>
          <div class="row">
            <button class="btn" name="do" value="save">
              {isStale ? 'Save mine on top of it' : 'Save'}
            </button>
            <button class="btn alt" name="do" value="preview" formaction={`${action}#preview`}>
              Preview
            </button>
            <button class="btn alt" name="do" value="test">
              Save and mail me a test
            </button>
          </div>
          {update && !isStale && (
            <p class="mt">
              {maySend ? (
                <a href={deskPaths.publishUpdate(letter.id, update.id)}>
                  Publish it as saved: see first what will happen
                </a>
              ) : (
                'The letter’s owner publishes it.'
              )}
            </p>
          )}
        </form>
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
