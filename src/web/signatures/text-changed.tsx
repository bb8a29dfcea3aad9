import type { Edition } from '../../letters/letter'
import { EditionLink } from '../ui/edition-link'
import { TextChange } from '../ui/text-change'
import { WhyChanged } from '../ui/why-changed'

type TextChangedProps = { slug: string | null; from: Edition; to: Edition }

/** Tells a signer that the words are no longer those they were shown, and which changed. */
export function TextChanged({ slug, from, to }: TextChangedProps) {
  return (
    <section class="rule" aria-labelledby="text-changed">
      <h2 id="text-changed">The text has changed</h2>
      <p>
        You were shown edition {from.number}. The letter now stands in{' '}
        <EditionLink slug={slug} number={to.number} />. Nothing is counted yet: please read the
        change, then choose.
      </p>
      <WhyChanged from={from} to={to} />
      <TextChange from={wholeText(from)} to={wholeText(to)} />
    </section>
  )
}

/** Title and addressee can change too, and are signed like the rest. */
function wholeText({ title, addressedTo, markdown }: Edition) {
  return `${title}\n\nTo: ${addressedTo}\n\n${markdown}`
}
