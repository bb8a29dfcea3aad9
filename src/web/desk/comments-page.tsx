import { COMMENT_REASONS, type CommentState } from '../../comments/comment'
import { writerOf, type CheckedComment } from '../../comments/find'
import { deskPaths } from '../../desk-paths'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { Outcome } from '../signatures/outcome'
import { Problem } from '../ui/field'
import { ErrorSummary } from '../ui/error-summary'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { sentAs } from './comment-form'
import { DeskPage } from './desk-page'
import { WhyFields, type NamesForm } from './name-choices'

type CommentsPageProps = {
  at: AtLetter
  /** Which of them are listed. */
  list: CommentState
  comments: CheckedComment[]
  /** The place that the next page begins behind, or null on the last. */
  next: string | null
  form: NamesForm
  /** What a press came to. */
  done?: string
}

export const LISTS: Record<CommentState, string> = {
  waiting: 'To read',
  shown: 'Shown',
  refused: 'Not shown',
}

const NONE: Record<CommentState, string> = {
  waiting: 'Nothing waits to be read.',
  shown: 'Nothing is shown so far.',
  refused: 'There is nothing that you decided not to show.',
}

const DONE: Record<string, string> = {
  shown: 'Done. It is shown beside the signer’s name.',
  refused: 'Done. It is not shown, and its signer reads why.',
}

/** What signers say about why they signed: read, and let through or not. */
export function CommentsPage({ at, list, comments, next, form, done }: CommentsPageProps) {
  const said = done && DONE[done]
  const failed = Object.keys(form.problems).length > 0
  const address = deskPaths.comments(at.letter.id)
  return (
    <DeskPage title="Comments" at={at} error={failed}>
      <ErrorSummary problems={form.problems} />
      {said && !failed && <Outcome>{said}</Outcome>}
      <p class="short">
        Why people signed, in their own words. You show them as they are, or not at all; the
        signature counts either way.
      </p>
      {!at.letter.takesComments && (
        <p class="note">
          This letter does not ask for them, so none is shown in public.{' '}
          <a href={deskPaths.settings(at.letter.id)}>Its settings</a> say so.
        </p>
      )}
      <nav class="row" aria-label="Which comments">
        {Object.entries(LISTS).map(([key, label]) => (
          <a href={`${address}?list=${key}`} aria-current={key === list ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <Section id={list} title={LISTS[list]}>
        {comments.length === 0 ? <p>{NONE[list]}</p> : <Decide {...{ at, list, comments, form }} />}
        {next && <a href={`${address}?list=${list}&from=${next}`}>The next ones</a>}
      </Section>
    </DeskPage>
  )
}

function Decide({ at, list, comments, form }: Omit<CommentsPageProps, 'next' | 'done'>) {
  const problem = form.problems.comments
  return (
    <form method="post" novalidate>
      <EnterChoosesNothing />
      <div class={problem ? 'fld bad' : 'fld'} id="comments" tabindex={problem ? -1 : undefined}>
        <Problem name="comments" text={problem} />
        <ul class="plain rows">
          {comments.map((one) => (
            <Box {...{ at, one }} ticked={form.ticked.includes(sentAs(one))} />
          ))}
        </ul>
      </div>
      {list !== 'shown' && (
        <button class="btn sm" name="to" value="shown">
          Show those ticked
        </button>
      )}
      {list !== 'refused' && (
        <>
          <h3 class="mt">Don’t show</h3>
          <WhyFields form={form} id="why" reasons={COMMENT_REASONS} />
          <button class="btn alt sm" name="to" value="refused">
            Don’t show those ticked
          </button>
        </>
      )}
    </form>
  )
}

function Box({ at, one, ticked }: { at: AtLetter; one: CheckedComment; ticked: boolean }) {
  const { number, words, because, decidedAt, writtenAt } = one
  const { name, role, school } = writerOf(at.letter, one)
  const id = `comment-${number}`
  return (
    <li class="chk">
      <input type="checkbox" id={id} name="comment" value={sentAs(one)} checked={ticked} />
      <label for={id}>
        <bdi>{words}</bdi>
        <span class="hint">
          {name}, {school ? `${role}, ${school}` : role}, number {formatNumber(number)};{' '}
          <Time at={decidedAt ?? writtenAt} kind="day" />
          {because && `: ${because}`}
        </span>
      </label>
    </li>
  )
}
