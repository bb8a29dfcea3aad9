import type { Host, Letter } from '../letters/letter'
import { renderLetter } from '../letters/render'
import { textHash, wholeText } from '../letters/text'
import { askRegistrar } from './ask'
import type { NewEdition } from './new-edition'
import type { Registrar } from './registrar'

/** The words of an edition before it is frozen. */
export type Wording = { title: string; addressedTo: string; hosts: Host[]; markdown: string }

/** Freezes words as the letter's next edition; the first one opens it. Returns its number.
 * Throws if it was not published. */
export async function publishEdition(
  registrars: DurableObjectNamespace<Registrar>,
  letter: Pick<Letter, 'id' | 'edition'>,
  wording: Wording,
  reason: string | null,
  now: Date
): Promise<number> {
  const edition = await editionOf(wording, reason)
  const act = { verb: 'publish' as const, edition, after: letter.edition, at: now.getTime() }
  const answer = await askRegistrar<'publish'>(registrars, letter.id, act)
  if (answer.outcome !== 'published') throw new Error(`not published: ${answer.outcome}`)
  return answer.edition
}

/** Words as an edition to freeze: rendered, and hashed as a whole. */
export async function editionOf(wording: Wording, reason: string | null): Promise<NewEdition> {
  const { html, points } = renderLetter(wording.markdown)
  return {
    title: wording.title,
    addressedTo: wording.addressedTo,
    hosts: JSON.stringify(wording.hosts),
    markdown: wording.markdown,
    html,
    points: JSON.stringify(points),
    sha256: (await textHash(wholeText(wording))).toHex(),
    reason,
  }
}
