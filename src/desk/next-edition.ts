import type { Edition, Letter } from '../letters/letter'
import { moreThanSpelling, type MoreThanSpelling } from '../letters/spelling'
import { wholeText } from '../letters/text'
import type { Draft } from './find'
import { missingFrom, type Missing } from './missing'

/** A letter's next edition before it is frozen, and how it differs from the newest. */
export type NextEdition = {
  number: number
  wording: Pick<Edition, 'title' | 'addressedTo' | 'hosts' | 'markdown'>
  /** Does it say just what the newest edition says: then there is nothing to publish. */
  isSame: boolean
  /** What its words lack. */
  missing: Missing[]
  /** Why it is more than a spelling put right; null: it is nothing else. */
  more: MoreThanSpelling | null
}

const OF_WORDS = new Set<Missing['what']>(['title', 'recipient', 'text', 'hosts', 'point-twice'])

/** What publishing this draft would freeze: its words, and the hosts that stand behind it now. */
export function nextEdition(letter: Letter, newest: Edition, draft: Draft, now: Date): NextEdition {
  const { title, addressedTo, markdown } = draft
  const wording = { title, addressedTo, markdown, hosts: letter.hosts }
  return {
    number: newest.number + 1,
    wording,
    isSame: wholeText(wording) === wholeText(newest),
    missing: missingFrom(letter, draft, now).filter(({ what }) => OF_WORDS.has(what)),
    more: moreThanSpelling(newest, wording),
  }
}
