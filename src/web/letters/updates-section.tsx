import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { ListedUpdate } from '../../updates/update'
import { UpdateList } from './update-list'

/** The newest few; the others follow from the link, and stand in the timeline. */
const NEWEST = 3

/** News of the letter, newest first. */
export function UpdatesSection({ letter, updates }: { letter: Letter; updates: ListedUpdate[] }) {
  if (updates.length === 0) return null
  return (
    <section class="pad" aria-labelledby="updates-heading">
      <h2 id="updates-heading">Updates</h2>
      <UpdateList letter={letter} updates={updates.slice(0, NEWEST)} />
      {updates.length > NEWEST && (
        <p class="s noprint">
          <a href={paths.updates(letter.slug)}>All updates</a>
        </p>
      )}
    </section>
  )
}
