import type { Group } from './group'
import type { NewEdition } from './new-edition'

/** `after` is the edition that it follows, so that a publication tried twice happens once. */
export type PublishAct = { verb: 'publish'; edition: NewEdition; after: number; at: number }

export type Publication =
  | { outcome: 'published'; edition: number }
  | { outcome: 'other-edition'; edition: number }
  | { outcome: 'closed' }

/** Freezes the letter's next edition. The first one opens the letter; a finished one takes none. */
export function publish(group: Group, act: PublishAct): Publication {
  const newest = group.letter.edition
  if (newest !== act.after) {
    const same = newest === act.after + 1 && group.newestText === act.edition.sha256
    return { outcome: same ? 'published' : 'other-edition', edition: newest }
  }
  if (group.letter.finishedAt !== null) return { outcome: 'closed' }

  const number = newest + 1
  const textHash = Uint8Array.fromHex(act.edition.sha256)
  group.draft.append({ type: 'text', edition: number, textHash }, act.at)
  group.editions.push({ number, edition: act.edition, at: act.at })
  group.letter = { ...group.letter, edition: number }
  if (number === 1) group.changeLetter({ state: 'open' })
  group.newestText = act.edition.sha256
  return { outcome: 'published', edition: number }
}
