import type { Letter } from '../../letters/letter'
import { formatNumber } from './number'
import { Time } from './time'

/** How many had signed before everyone could; nothing where nobody had. */
export function Founding({ letter }: { letter: Pick<Letter, 'founding' | 'openedAt'> }) {
  const { founding, openedAt } = letter
  if (founding === 0 || openedAt === null) return null
  return (
    <p class="s soft n">
      Opened to everyone on <Time at={openedAt} kind="day" /> with {formatNumber(founding)} founding{' '}
      {founding === 1 ? 'signatory, who' : 'signatories, who'} had signed before by a private link.
    </p>
  )
}
