import { paths } from '../paths'
import type { LetterInMail } from './chosen'
import type { Block, Site } from './frame'

/** Where a letter is read, as a paragraph; nothing while not everyone sees it. */
export function letterPage(before: string, letter: LetterInMail, { origin }: Site): Block[] {
  return letter.unlisted ? [] : [[before, { to: origin + paths.letter(letter.slug) }]]
}
