import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import { TextField } from '../ui/field'
import { HiddenFields } from './hidden-fields'

type RightAddressProps = {
  letter: Letter
  address: string
  /** What the address may have been meant to be. */
  suggestion: string | null
  /** What was typed and agreed to beside it; null once that is forgotten. */
  typed: Record<string, string> | null
}

/** A way on for whoever mistyped their address: the same form again, with another one. */
export function RightAddress({ letter, address, suggestion, typed }: RightAddressProps) {
  if (typed) return <SignAnew {...{ letter, address, suggestion, typed }} />
  if (publicSlug(letter) === null) {
    return <p>Wrong address? Open the link to the letter again, and sign with the right one.</p>
  }
  const href = paths.signForm(letter.slug)
  if (suggestion) {
    return (
      <p class="note">
        Did you mean <b>{suggestion}</b>? Then <a href={href}>sign again with the right address</a>.
      </p>
    )
  }
  return (
    <p>
      Wrong address? <a href={href}>Go back and sign with the right one</a>.
    </p>
  )
}

type SignAnewProps = RightAddressProps & { typed: Record<string, string> }

function SignAnew({ letter, address, suggestion, typed }: SignAnewProps) {
  const form = (
    <form method="post" action={paths.signatures(letter.slug)} novalidate>
      <HiddenFields values={{ ...typed, consent: 'on' }} />
      <TextField
        name="email"
        label="The right address"
        hint="Everything else stays as you typed it, and so does what you agreed to."
        type="email"
        autocomplete="email"
        spellcheck={false}
        value={suggestion ?? address}
      />
      <button class="btn alt">Sign with the right address</button>
    </form>
  )
  if (!suggestion) {
    return (
      <details class="mt">
        <summary>Wrong address?</summary>
        {form}
      </details>
    )
  }
  return (
    <div class="note">
      <p>
        Did you mean <b>{suggestion}</b>?
      </p>
      {form}
    </div>
  )
}
