import { isEntered, type Dealing } from '../../dealings/dealing'
import type { Entered } from '../../dealings/dealing-form'
import { deskPaths } from '../../desk-paths'
import type { Edition } from '../../letters/letter'
import { DealingLine } from '../letters/dealing-items'
import { dayInWords, DEALING_WORDS } from '../letters/dealing-words'
import { DealingInFull } from '../letters/reply-page'
import { HiddenFields } from '../signatures/hidden-fields'
import { ErrorSummary } from '../ui/error-summary'
import { TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import type { AtLetter } from './at-letter'
import { DealingFields } from './dealing-fields'
import { DeskPage } from './desk-page'

export type DealingPageProps = {
  at: AtLetter
  kind: Dealing['kind']
  /** What is changed; null: it is yet to be entered. */
  dealing: Dealing | null
  /** Whose points an answer speaks to; and the numbers of all editions. */
  edition: Edition
  editions: number[]
  packs: number[]
  form: FormState
  /** What was typed, as it would be entered. */
  entered?: Entered
  /** Was it changed by somebody else since this form was opened. */
  isOvertaken?: boolean
}

/** Where something that passed with the recipient is entered, changed or taken back. */
export function DealingPage(props: DealingPageProps) {
  const { at, kind, dealing, edition, form, entered, isOvertaken } = props
  const { values, problems } = form
  const field = fieldsOf(form)
  const what = DEALING_WORDS[kind]
  const title = dealing ? `${what}, ${dayInWords(dealing.day)}` : `Enter: ${what.toLowerCase()}`
  const shown = entered && previewed(entered, edition)
  return (
    <DeskPage title={title} at={at} error={Object.keys(problems).length > 0}>
      <p>
        <a href={deskPaths.dealings(at.letter.id)}>All that passed with the recipient</a>
      </p>
      <ErrorSummary problems={problems} />
      {isOvertaken && dealing && (
        <div class="note" tabindex={-1} autofocus>
          <p>
            <b>Somebody changed this since you opened it.</b> Yours is not saved yet; it is in the
            form below. This stands now:
          </p>
          <p>
            <DealingLine letter={at.letter} dealing={dealing} dealings={[]} />
          </p>
        </div>
      )}
      {shown && (
        <>
          <div class="note" tabindex={-1} autofocus>
            <p>This is how everyone will read it. Nothing is entered yet.</p>
            <form method="post" enctype="multipart/form-data">
              <HiddenFields values={{ ...values, do: 'enter' }} />
              <button class="btn">
                {dealing ? 'Save the change' : 'Enter it in the timeline'}
              </button>
            </form>
          </div>
          <Section id="line" title="In the timeline">
            <p>
              <DealingLine letter={at.letter} dealing={shown} dealings={[]} />
            </p>
          </Section>
          <DealingInFull letter={at.letter} dealing={shown} />
        </>
      )}
      {isEntered(kind) && (
        <Section id="enter" title={shown ? 'Change it first' : 'What happened'}>
          {kind === 'answer' && <WhichEdition {...props} />}
          <form method="post" enctype="multipart/form-data" novalidate>
            <HiddenFields values={{ version: values.version ?? '', edition: edition.number }} />
            <DealingFields kind={kind} {...{ form, edition }} packs={props.packs} />
            {dealing && (
              <TextField
                {...field('because')}
                label="Why it is changed"
                hint="In a sentence that everyone reads, such as: the date was wrong."
              />
            )}
            <button class="btn">Preview</button>
          </form>
        </Section>
      )}
      {dealing && !shown && (
        <Section id="take-back" title="Take it back">
          <p>
            It stays in the timeline as taken back, with your sentence; its words no longer show.
          </p>
          <form method="post" novalidate>
            <HiddenFields values={{ version: values.version ?? '', do: 'take-back' }} />
            <TextField
              {...field('sentence')}
              label="Why it is taken back"
              hint="In a sentence that everyone reads."
            />
            <button class="btn alt">Take it back</button>
          </form>
        </Section>
      )}
    </DeskPage>
  )
}

/** An answer speaks to the points of one edition. */
function WhichEdition({ edition, editions }: DealingPageProps) {
  if (editions.length < 2) return null
  return (
    <nav class="row" aria-label="Editions">
      Before you type: which edition does it speak to?
      {editions.map((number) => (
        <a
          href={`?edition=${number}`}
          aria-current={number === edition.number ? 'page' : undefined}
        >
          Edition {number}
        </a>
      ))}
    </nav>
  )
}

/** What was typed as it would stand, for whoever looks at it first. */
function previewed(entered: Entered, edition: Edition): Dealing {
  return {
    ...entered,
    number: 0,
    editionHtml: entered.edition === null ? null : edition.html,
    about: null,
    version: 0,
    recordedAt: 0,
    changedAt: null,
    changedBecause: null,
    takenBackAt: null,
    takenBackBecause: null,
  }
}
