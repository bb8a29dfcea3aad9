import type { WordsNow } from '../../desk/save-words'
import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { ErrorSummary } from '../ui/error-summary'
import { TextAreaField, TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { LetterParts } from './letter-parts'
import { ThrowAway } from './throw-away'
import { WordsOvertaken } from './words-overtaken'
import { WordsPreview } from './words-preview'

type WordsPageProps = {
  at: AtLetter
  /** What is in the form, which may not be saved. */
  form: FormState
  /** When and by whom the newest saved words were saved; null: nobody saved any. */
  saved: Pick<WordsNow, 'savedAt' | 'savedBy'> | null
  /** Is it shown without having been saved. */
  isPreview?: boolean
  /** What somebody else saved meanwhile. */
  stale?: WordsNow
}

/** Where a letter is written: its title, its address line and its words, and how they look. */
export function WordsPage({ at, form, saved, isPreview, stale }: WordsPageProps) {
  const { letter } = at
  const { values, problems } = form
  const field = fieldsOf(form)
  const next = letter.edition + 1
  const failed = Object.keys(problems).length > 0
  return (
    <DeskPage
      title={letter.edition === 0 ? 'The words' : `The words of edition ${next}`}
      at={at}
      error={failed}
      script={!failed && !stale}
    >
      <LetterParts at={at} part="draft" />
      <div class="mt">
        <ErrorSummary problems={problems} />
        {stale && <WordsOvertaken at={at} stale={stale} values={values} />}
        {isPreview && (
          <p class="note" role="status">
            <b>This is a preview; nothing is saved by it.</b> The{' '}
            <a href="#preview">letter as it will look</a> stands beside what you typed, or below it.
          </p>
        )}
        {letter.edition > 0 && (
          <p class="note">
            Edition {letter.edition} stays as it is while you write. What you write here becomes
            edition {next} once it is published, with a reason, and everyone can see what changed.
          </p>
        )}
      </div>
      <div class="two write">
        <form
          method="post"
          action={deskPaths.draft(letter.id)}
          enctype="multipart/form-data"
          data-write={deskPaths.preview(letter.id)}
        >
          <HiddenFields
            values={{ edition: values.edition ?? '0', version: values.version ?? '0' }}
          />
          <TextField name="title" label="Title" value={values.title} problem={problems.title} />
          <TextField
            {...field('addressed_to')}
            label="To whom"
            hint="As at the head of a letter, such as “The Chief Inspector of Schools”."
          />
          <TextAreaField
            {...field('text')}
            label="The letter"
            hint="Lines that begin with 1., 2. … become points that people can link to and answer. **Bold**, *italic*, ## heading and [a link](https://example.org) are written so. You can paste from a word processor."
            rows={26}
            lang={letter.language}
            className="words"
          />
          <p class="s soft" data-saved>
            {stale ? (
              'Yours are not saved yet.'
            ) : saved ? (
              <>
                Saved at <Time at={saved.savedAt} kind="moment" />
                {saved.savedBy && ` by ${saved.savedBy}`}
              </>
            ) : (
              'Nothing is saved yet.'
            )}
          </p>
          <p class="vh" role="status" data-said></p>
          <div class="row">
            <button class="btn">{stale ? 'Save mine on top of it' : 'Save'}</button>
            <button
              class="btn alt"
              formaction={`${deskPaths.preview(letter.id)}#preview`}
              data-preview
            >
              Preview
            </button>
          </div>
          {letter.edition === 0 && (
            <p class="s soft mt">
              Next:{' '}
              <a href={deskPaths.settings(letter.id)}>who signs, and who answers for their data</a>
            </p>
          )}
        </form>
        <section id="preview" aria-label="How it will look">
          <WordsPreview
            mends
            letter={letter}
            words={{
              title: values.title ?? '',
              addressedTo: values.addressed_to ?? '',
              markdown: values.text ?? '',
            }}
          />
        </section>
      </div>
      {letter.edition > 0 && at.draft && !stale && <ThrowAway at={at} />}
    </DeskPage>
  )
}
