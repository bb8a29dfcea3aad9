import type { Edition, Letter } from '../../letters/letter'
import type { SignedText } from '../../letters/signed-text'
import { isPublic, publicSlug } from '../../letters/state'
import { wholeText } from '../../letters/text'
import { paths } from '../../paths'
import { EditionLink } from '../ui/edition-link'
import { TextChange } from '../ui/text-change'
import { HiddenFields } from './hidden-fields'

type MovingProps = {
  letter: Letter
  /** The letter's newest. */
  edition: Edition
  signedText: SignedText
  token: string
}

/**
 * Shows a counted signer what became of the words they signed, and lets them stand behind the newest
 * with one press. Of a spelling put right nobody is asked anything.
 */
export function Moving(props: MovingProps) {
  const { letter, edition, signedText } = props
  if (signedText.number === edition.number || !mayBeSeen(letter)) return null
  return signedText.later.some(({ spellingOnly }) => !spellingOnly) ? (
    <Reworded {...props} />
  ) : (
    <Respelt {...props} />
  )
}

function Reworded(props: MovingProps) {
  const { letter, edition, signedText } = props
  const reasons = signedText.later.filter(({ reason, spellingOnly }) => reason && !spellingOnly)
  return (
    <section class="rule" id="new-words" aria-labelledby="new-words-heading">
      <h2 id="new-words-heading">The letter has new words</h2>
      <p>
        You stand behind edition {signedText.number}, the words you read. The letter now stands in{' '}
        <EditionLink slug={publicSlug(letter)} number={edition.number} />. You need do nothing: your
        signature counts, and stays with your words unless you say otherwise.
      </p>
      {reasons.map(({ number, reason }) => (
        <p>
          Why {reasons.length > 1 ? `edition ${number}` : 'it changed'}: {reason}
        </p>
      ))}
      <TextChange from={wholeText(signedText)} to={wholeText(edition)} />
      <Move {...props} label={`Yes, I stand behind edition ${edition.number}`} />
    </section>
  )
}

function Respelt(props: MovingProps) {
  const { edition, signedText } = props
  return (
    <details class="rule">
      <summary>
        {signedText.later.length > 1 ? 'Spellings were' : 'A spelling was'} corrected since you
        signed
      </summary>
      <p class="mt">
        Nothing else changed and nothing is asked of you: you stand behind edition{' '}
        {signedText.number}, and the letter is now edition {edition.number}.
      </p>
      <TextChange from={wholeText(signedText)} to={wholeText(edition)} />
      <Move {...props} label={`Move my signature to edition ${edition.number}`} quiet />
    </details>
  )
}

function Move({
  letter,
  edition,
  token,
  label,
  quiet,
}: MovingProps & { label: string; quiet?: true }) {
  if (letter.finishedAt !== null) {
    return <p class="mt">The letter’s ledger is closed, so signatures stay with their words.</p>
  }
  return (
    <form class="mt" method="post" action={paths.signatureChange()}>
      <HiddenFields values={{ t: token, action: 'move', edition: edition.number }} />
      <button class={quiet ? 'btn alt sm' : 'btn'}>{label}</button>
    </form>
  )
}

/** Of a letter that was taken down no words are shown. Founding signers see theirs. */
function mayBeSeen(letter: Letter): boolean {
  return letter.state === 'gathering' ? letter.stopped === null : isPublic(letter)
}
