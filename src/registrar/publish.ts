import type { Group, NewEdition } from './group'

export type PublishAct = { verb: 'publish'; edition: NewEdition; at: number }

export type Publication = { outcome: 'published'; edition: number }

/** Freezes the letter's next edition. The first one opens the letter. */
export function publish(group: Group, act: PublishAct): Publication {
  const number = group.letter.edition + 1
  const textHash = Uint8Array.fromHex(act.edition.sha256)
  group.draft.append({ type: 'text', edition: number, textHash }, act.at)
  group.editions.push({ number, edition: act.edition, at: act.at })
  const state = number === 1 ? 'open' : group.letter.state
  group.letter = { ...group.letter, edition: number, state }
  return { outcome: 'published', edition: number }
}
