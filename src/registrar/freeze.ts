import type { Group } from './group'
import type { NewEdition } from './new-edition'

/**
 * Freezes words as the letter's next edition. `draft` is the version of the draft that they were:
 * it ends with them, and what was saved meanwhile stays as the draft of the edition after. Returns
 * the edition's number.
 */
export function freeze(group: Group, edition: NewEdition, at: number, draft?: number): number {
  const number = group.letter.edition + 1
  const textHash = Uint8Array.fromHex(edition.sha256)
  group.draft.append({ type: 'text', edition: number, textHash }, at)
  group.editions.push({ number, edition, at, draft })
  group.letter = { ...group.letter, edition: number }
  group.newestText = edition.sha256
  return number
}
