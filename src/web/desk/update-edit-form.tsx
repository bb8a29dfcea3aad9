import { denied } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import type { Point } from '../../letters/letter'
import type { AudienceSizes } from '../../updates/audience'
import { pointField } from '../../updates/update-form'
import type { WrittenUpdate } from '../../updates/update'
import { firstWords } from '../letters/dealing-words'
import { HiddenFields } from '../signatures/hidden-fields'
import { TextAreaField, TextField, Tick } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { AudienceFields } from './update-audience'

export type UpdateEditFormProps = {
  at: AtLetter
  /** What is saved; null: nothing is. */
  update: WrittenUpdate | null
  points: Point[]
  sizes: AudienceSizes
  form: FormState
  /** Did somebody else save other words meanwhile. */
  isStale?: boolean
}

/** The words of an update, the points it is about and its readers, to be saved, seen or tried. */
export function UpdateEditForm(props: UpdateEditFormProps) {
  const { at, update, points, sizes, form, isStale } = props
  const { letter } = at
  const { values } = form
  const field = fieldsOf(form)
  const action = update ? deskPaths.update(letter.id, update.id) : deskPaths.newUpdate(letter.id)
  const maySend = denied(at.role, at.stage, 'send-update') === null
  return (
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
  )
}
