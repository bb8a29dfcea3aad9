import type { Letter } from '../../letters/letter'
import { Time } from './time'

/** Says of a letter whose signers are no longer known that this is so, and what stays. */
export function DataDeleted({ letter }: { letter: Pick<Letter, 'anonymisedAt'> }) {
  if (letter.anonymisedAt === null) return null
  return (
    <p class="note">
      The names and addresses of its signers were deleted on{' '}
      <Time at={letter.anonymisedAt} kind="day" />; the count and the ledger stay.
    </p>
  )
}
