import type { Draft } from '../../desk/find'
import { deskPaths } from '../../desk-paths'
import type { Letter } from '../../letters/letter'
import { renderLetter } from '../../letters/render'
import { isPublic } from '../../letters/state'
import { paths } from '../../paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { ErrorSummary } from '../ui/error-summary'
import { SelectField, TextAreaField, TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Layout } from '../ui/layout'
import { plainText } from '../ui/plain-text'
import { ProblemPage } from '../ui/problem-page'
import { Time } from '../ui/time'
import { WordsPreview } from './words-preview'

type SharedDraftPageProps = {
  letter: Letter
  draft: Draft
  token: string
  form: FormState
  /** Their remark has just been kept. */
  isLeft?: boolean
}

/** A draft for somebody without an account, who may say what they think of it. */
export function SharedDraftPage({ letter, draft, token, form, isLeft }: SharedDraftPageProps) {
  const failed = Object.keys(form.problems).length > 0
  return (
    <Layout title={`Draft: ${draft.title}`} noindex error={failed}>
      <header class="hd">
        <p class="up">
          Draft, version {draft.version}, saved at <Time at={draft.savedAt} kind="moment" />
        </p>
        <h1>A letter that is being written</h1>
        <p>
          These words are not final, and nobody can sign them yet. You were given the link to read
          them; please don’t quote them or pass them on.
        </p>
        {isLeft && (
          <p class="note" role="status" tabindex={-1} autofocus>
            <b>Thank you: your remark is with the people who write the letter.</b>
          </p>
        )}
        <ErrorSummary problems={form.problems} />
      </header>
      <div class="two write">
        <section aria-label="The draft">
          <WordsPreview letter={letter} words={draft} />
        </section>
        <RemarkForm {...{ draft, token, form }} />
      </div>
    </Layout>
  )
}

type RemarkFormProps = Pick<SharedDraftPageProps, 'draft' | 'token' | 'form'>

function RemarkForm({ draft, token, form }: RemarkFormProps) {
  const field = fieldsOf(form)
  const { points } = renderLetter(draft.markdown)
  return (
    <form method="post" action={deskPaths.sharedDraft(token)} id="remark">
      <h2>Leave a remark</h2>
      <p class="s soft">
        The people who write the letter read it, and nobody else. They see the name that you give.
      </p>
      <HiddenFields values={{ version: draft.version }} />
      <SelectField
        {...field('point')}
        label="What is it about?"
        placeholder="The whole letter"
        options={points.map(({ anchor, label, text }) => ({
          key: anchor,
          label: `Point ${label}: ${startOf(plainText(text))}`,
        }))}
      />
      <TextAreaField {...field('words')} label="Your remark" rows={6} className="words" />
      <TextField {...field('name')} label="Your name" autocomplete="name" />
      <button class="btn">Leave the remark</button>
    </form>
  )
}

/** There is no draft behind the link at the moment: the words are published, or soon will be. */
export function NoDraftPage({ letter }: { letter: Letter }) {
  return (
    <ProblemPage title="There is no draft at the moment">
      {isPublic(letter) ? (
        <p>
          The letter is published: <a href={paths.letter(letter.slug)}>{letter.title}</a>
        </p>
      ) : (
        <p>
          The words of this letter are settled, and it is not public. Ask whoever sent you here.
        </p>
      )}
    </ProblemPage>
  )
}

/** The link was taken back, or never was one. */
export function LinkEndedPage() {
  return (
    <ProblemPage title="This link has ended">
      <p>
        The people who write the letter took it back, made a new one, or have finished writing. Ask
        whoever sent it to you, and check that it was copied whole.
      </p>
    </ProblemPage>
  )
}

function startOf(text: string): string {
  return text.length > 50 ? `${text.slice(0, 50).replace(/\s+\S*$/, '')} …` : text
}
