import { LONGEST_OBJECTION, type Because } from '../../cases/objections'
import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import { EnterChoosesNothing } from './enter-chooses-nothing'
import { TextAreaField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { Time } from '../ui/time'
import type { HeldSignature } from './held-data'
import { HiddenFields } from './hidden-fields'

type ObjectingProps = {
  letter: Letter
  signature: HeldSignature
  because: Because
  token: string
  form: FormState
}

/** What somebody may say against the decision about their signature, and what came of it. */
export function Objecting({ letter, signature, because, token, form }: ObjectingProps) {
  const { objection, undoSentence } = because
  const slug = publicSlug(letter)
  const isOut = signature.state === 'removed' || signature.state === 'refused'
  if (!isOut && !objection) return null
  return (
    <section class="rule" id="objection">
      <h2>If you do not agree</h2>
      {objection ? (
        <Said objection={objection} undone={undoSentence} />
      ) : signature.declinedAt !== null ? (
        <p>You have withdrawn it, so there is nothing left to object to.</p>
      ) : (
        <form method="post" action={paths.signatureChange()} novalidate>
          <EnterChoosesNothing />
          <HiddenFields values={{ t: token }} />
          <p>
            You can object, once. Somebody of the letter’s team reads it and answers on this page.
            {signature.keepsAddress && ' You get the answer by mail too.'}
            {slug && (
              <>
                {' '}
                What was decided stands among{' '}
                <a href={paths.corrections(slug)}>the letter’s corrections</a>.
              </>
            )}
          </p>
          <TextAreaField
            name="words"
            label={`Why it is yours and right, in ${LONGEST_OBJECTION} characters at most`}
            hint="Only the letter’s team reads it, and a steward of the site. It is deleted once it is answered."
            rows={5}
            value={form.values.words}
            problem={form.problems.words}
          />
          <button class="btn alt" name="action" value="object">
            Send my objection
          </button>
        </form>
      )}
    </section>
  )
}

type SaidProps = { objection: NonNullable<Because['objection']>; undone: string | null }

function Said({ objection: { words, createdAt, settledAt, upheld, answer }, undone }: SaidProps) {
  if (settledAt === null) {
    return (
      <>
        <p>
          You objected, <Time at={createdAt} kind="moment" />. Nobody has answered yet. You wrote:
        </p>
        <p class="lines say">{words}</p>
      </>
    )
  }
  return (
    <p>
      Your objection was answered, <Time at={settledAt} kind="moment" />:{' '}
      {upheld === 1 ? 'you were right.' : 'the decision stays.'} {answer ?? undone}
    </p>
  )
}
