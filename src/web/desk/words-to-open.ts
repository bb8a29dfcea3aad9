import { ask } from '../../ask'
import { openingWords } from '../../desk/opening-words'
import { editionOf } from '../../letters/find-editions'
import type { Host } from '../../letters/letter'
import { editionOf as editionFrom } from '../../registrar/publish-edition'
import type { FirstWords } from '../../registrar/schedule'
import type { AtLetter } from './at-letter'

/** The words that a letter opens with; `first` if opening is what freezes them. */
export type WordsToOpen = {
  title: string
  addressedTo: string
  hosts: Host[]
  markdown: string
  html: string
  sha256: string
  first: FirstWords | null
}

/** What a letter would open with now: its draft, what was set, or what is frozen; null: nothing. */
export async function wordsToOpen(
  db: D1Database,
  { letter, draft, stage }: AtLetter
): Promise<WordsToOpen | null> {
  if (stage === 'draft' && draft) {
    const { title, addressedTo, markdown, version } = draft
    const edition = await editionFrom({ title, addressedTo, markdown, hosts: letter.hosts }, null)
    return shown({ edition, draft: version })
  }
  const [frozen, set] = await ask(db, editionOf(db, { id: letter.id }), openingWords(db, letter.id))
  if (frozen) return { ...frozen, first: null }
  return set && shown(set)
}

function shown(first: FirstWords): WordsToOpen {
  return { ...first.edition, hosts: JSON.parse(first.edition.hosts) as Host[], first }
}
