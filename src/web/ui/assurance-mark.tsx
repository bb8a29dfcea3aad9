import { paths } from '../../paths'
import { isAssurance, assuranceLabel } from '../../register/assurance-words'
import type { ListedSignature } from '../../signatures/list'

/** What stands behind a signer's role: a shape, and the same in words. */
export function AssuranceMark({
  assurance,
  uncheckable,
}: Pick<ListedSignature, 'assurance' | 'uncheckable'>) {
  return (
    <span class={`as ${isAssurance(assurance) ? SHAPES[assurance] : 'e'}`}>
      {uncheckable ? 'Can’t be checked for this school' : assuranceLabel(assurance)}
    </span>
  )
}

// A filled diamond, a filled disc, an open ring.
const SHAPES = { 'named-head': 'r', 'school-mailbox': 'm', 'self-declared': 'e' }

/** What the marks in a list of signers say. */
export function AssuranceLegend({ slug }: { slug: string }) {
  return (
    <p class="s soft marks-key">
      <AssuranceKey />
      <a class="noprint" href={paths.behindARole(slug)}>
        What these mean, and can’t
      </a>
    </p>
  )
}

/** The same for a file, which leads nowhere. */
export function AssuranceKey() {
  return (
    <>
      <span class="as r">Named head: name and mailbox fit the register</span>{' '}
      <span class="as m">School mailbox: confirmed at the school’s domain</span>{' '}
      <span class="as e">Self-declared: the role is not checked</span>{' '}
    </>
  )
}
