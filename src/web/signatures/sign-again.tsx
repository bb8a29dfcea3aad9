import type { Edition, Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import { EditionLink } from '../ui/edition-link'
import { Time } from '../ui/time'
import type { HeldSignature } from './held-data'
import { HiddenFields } from './hidden-fields'

type SignAgainProps = {
  letter: Letter
  edition: Edition
  token: string
  signature: HeldSignature
}

/** Takes a withdrawal back. It signs the text as it is now, whatever was signed before. */
export function SignAgain({ letter, edition, token, signature }: SignAgainProps) {
  return (
    <section class="rule">
      <h2>Sign again</h2>
      <p>
        You would sign <EditionLink slug={publicSlug(letter)} number={edition.number} />, the text
        as of <Time at={edition.frozenAt} kind="day" />
        {edition.number === signature.edition
          ? ', the one you signed before'
          : `; before, you signed edition ${signature.edition}`}
        . {signature.public ? 'You will appear as above' : 'You will be counted, and not named'},
        with a new number.
      </p>
      <form method="post" action={paths.signatureChange()}>
        <HiddenFields values={{ t: token, action: 'sign-again', edition: edition.number }} />
        <button class="btn">Sign again</button>
      </form>
    </section>
  )
}
