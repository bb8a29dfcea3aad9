import { LONGEST_COMMENT, type Comment } from '../../comments/comment'
import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { TextAreaField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import type { HeldSignature } from './held-data'
import { HiddenFields } from './hidden-fields'

type ManageCommentProps = {
  letter: Letter
  token: string
  form: FormState
  signature: HeldSignature
}

/** Why somebody signed: to say, to change, to take back. */
export function ManageComment({ letter, token, form, signature }: ManageCommentProps) {
  const { comment, public: named } = signature
  if (!letter.takesComments && !comment) return null
  const may = named || comment || form.problems.comment
  return (
    <section class="rule" id="why">
      <h2>Why you signed</h2>
      {!named && (
        <p>It can only be shown beside your name, which you keep hidden. Show your name first.</p>
      )}
      {comment && <p>{standingOf(comment)}</p>}
      {may && <CommentForm token={token} form={form} kept={comment !== null} />}
    </section>
  )
}

type CommentFormProps = { token: string; form: FormState; kept?: boolean }

/** Asks why somebody signed. */
export function CommentForm({ token, form, kept = false }: CommentFormProps) {
  const back = kept ? ' Empty it to take it back.' : ''
  return (
    <form method="post" action={paths.signatureChange()}>
      <HiddenFields values={{ t: token, action: 'comment' }} />
      <TextAreaField
        name="comment"
        label={`In your words, ${LONGEST_COMMENT} characters at most`}
        hint={`Shown beside your name once somebody of the letter’s team has read it. Write nothing that a pupil or a colleague can be recognised by.${back}`}
        rows={4}
        value={form.values.comment}
        problem={form.problems.comment}
      />
      <button class="btn alt sm">Send it to be read</button>
    </form>
  )
}

/** How it stands with what somebody wrote, for themselves. */
export function standingOf({ state, because }: Comment): string {
  if (state === 'waiting') return 'Nobody of the letter’s team has read it yet.'
  if (state === 'shown') return 'It was read, and is shown wherever your name is.'
  return `It is not shown. The reason given: ${because ?? ''} If you change it, it is read again.`
}
