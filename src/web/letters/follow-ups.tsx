import type { FollowUp } from '../../follow/follow-ups'
import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { Time } from '../ui/time'

/** The letter before this one, and those after it. */
export function FollowUps({ followUps }: { followUps: FollowUp[] }) {
  if (followUps.length === 0) return null
  return (
    <section class="pad" id="follow-ups" aria-labelledby="follow-ups-heading">
      <h2 id="follow-ups-heading">Before and after</h2>
      {followUps.map(({ which, slug, title, openedAt, ...letter }) => (
        <p>
          {which === 'earlier' ? 'This letter follows up ' : 'It was followed up by '}
          <a href={paths.letter(slug)}>“{title}”</a>, to {addressee(letter)},{' '}
          <Time at={openedAt} kind="day" />.
        </p>
      ))}
    </section>
  )
}
