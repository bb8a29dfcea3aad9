import type { Denied } from '../../desk/rights'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { LetterParts } from './letter-parts'
import { WordsPreview, type WrittenWords } from './words-preview'

type ReadWordsPageProps = { at: AtLetter; words: WrittenWords; why: Denied }

/** The words for those of the team who don't write, and for all while nobody may. */
export function ReadWordsPage({ at, words, why }: ReadWordsPageProps) {
  return (
    <DeskPage title="The words" at={at}>
      <LetterParts at={at} part="draft" />
      <p class="note mt">{whyReadOnly(at, why)}</p>
      <div class="write narrow">
        <WordsPreview letter={at.letter} words={words} mends />
      </div>
    </DeskPage>
  )
}

/** Why a part of a letter can be read here and not changed. */
export function whyReadOnly({ role, stage }: AtLetter, why: Denied): string {
  if (why === 'not-yours') return `You are here as ${role}: you read this, and others change it.`
  if (stage === 'scheduled') {
    return 'The letter is set to open by itself, so this is frozen. Cancel the opening to change it.'
  }
  return 'As the letter is now, this can’t be changed.'
}
