import type { NextEdition } from '../../desk/next-edition'
import { deskPaths } from '../../desk-paths'
import type { Edition } from '../../letters/letter'
import type { ListedEdition } from '../../letters/find-editions'
import { wholeText } from '../../letters/text'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import type { FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import { TextChange } from '../ui/text-change'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { EditionStanding } from './edition-standing'
import { WhatHappensThen } from './edition-sure-page'
import { LetterParts } from './letter-parts'
import { PublishForm } from './publish-form'
import { MORE_THAN_SPELLING } from './spelling-in-words'
import { WhatIsMissing } from './what-is-missing'

type NewEditionPageProps = {
  at: AtLetter
  newest: Edition
  /** Every edition, and how many of the counted signatures stand behind each. */
  editions: ListedEdition[]
  /** What the draft would become; null: none is begun. */
  next: NextEdition | null
  form: FormState
  /** Other words stood here when the form was made. */
  stale?: boolean
  /** It has just been published. */
  done?: boolean
}

/** Where the owner of a letter makes its draft the next edition: what changes, and what follows. */
export function NewEditionPage(props: NewEditionPageProps) {
  const { at, next, form, stale, done } = props
  const failed = Object.keys(form.problems).length > 0
  return (
    <DeskPage title={next ? `Publish edition ${next.number}` : 'Editions'} at={at} error={failed}>
      <LetterParts at={at} part="newEdition" />
      <div class="mt">
        <ErrorSummary problems={form.problems} />
        {stale && (
          <p class="note" tabindex={-1} autofocus>
            <b>
              The words, or the hosts named in them, have changed meanwhile. Nothing was published.
            </b>{' '}
            This is how they stand now.
            {form.values.reason && ' The reason that you gave is still in the form.'}
          </p>
        )}
        {done && (
          <Outcome>
            <b>Edition {props.newest.number} is published.</b>{' '}
            {props.newest.spellingOnly
              ? 'Nobody is mailed: a spelling was corrected and nothing else.'
              : 'Signers who asked for news are being told by email.'}
          </Outcome>
        )}
      </div>
      <EditionStanding {...props} />
      {next ? <Next {...props} next={next} /> : <NotBegun {...props} />}
    </DeskPage>
  )
}

function NotBegun({ at: { letter }, newest }: NewEditionPageProps) {
  return (
    <Section id="begin" title="Other words">
      <p>
        No change is begun. A frozen text never changes: what you write becomes edition{' '}
        {newest.number + 1}. It begins with the words of edition {newest.number}, and nobody outside
        the team sees it before it is published here, with a reason.
      </p>
      <p>
        <a class="btn" href={deskPaths.draft(letter.id)}>
          Write edition {newest.number + 1}
        </a>
      </p>
    </Section>
  )
}

function Next(props: NewEditionPageProps & { next: NextEdition }) {
  const { at, newest, next, form } = props
  const { letter, draft } = at
  const ready = !next.isSame && next.missing.length === 0
  return (
    <>
      <Section id="change" title="What changes">
        <p>
          From edition {newest.number} to the draft
          {draft && (
            <>
              {' '}
              saved at <Time at={draft.savedAt} kind="moment" />
              {draft.savedBy && ` by ${draft.savedBy}`}
            </>
          )}
          . <a href={deskPaths.draft(letter.id)}>Change the draft</a>
        </p>
        {next.isSame ? (
          <p>The draft says what edition {newest.number} says, so there is nothing to publish.</p>
        ) : (
          <TextChange from={wholeText(newest)} to={wholeText(next.wording)} />
        )}
        {next.missing.length > 0 && (
          <>
            <p>
              <b>It can’t be published yet.</b> It still needs:
            </p>
            <WhatIsMissing letterId={letter.id} missing={next.missing} />
          </>
        )}
      </Section>
      {ready && (
        <Section id="then" title="What happens then">
          <p>
            {next.more === null
              ? 'This counts as a spelling put right: few letters change, and no figure, name or negation.'
              : `This is more than a spelling put right: ${MORE_THAN_SPELLING[next.more]}.`}
          </p>
          <WhatHappensThen next={next} />
          <PublishForm {...{ at, newest, next, form }} />
        </Section>
      )}
    </>
  )
}
