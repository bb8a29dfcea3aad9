import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { ListedUpdate } from '../../updates/update'
import { Time } from '../ui/time'

type UpdateProps = { letter: Pick<Letter, 'slug'>; update: ListedUpdate }

/** Updates with their days, and which points they are about. */
export function UpdateList({ letter, updates }: { letter: Letter; updates: ListedUpdate[] }) {
  return (
    <ol class="tl" reversed>
      {updates.map((update) => (
        <li>
          <Time at={update.publishedAt} kind="day" />
          <p>
            <UpdateLink letter={letter} update={update} />
            <AboutPoints letter={letter} update={update} />
          </p>
        </li>
      ))}
    </ol>
  )
}

export function UpdateLink({ letter, update: { number, title, author } }: UpdateProps) {
  return (
    <>
      <a href={paths.update(letter.slug, number)}>{title}</a>, by {author}.
    </>
  )
}

/** The points that an update is about, each with its way there; nothing if it is about none. */
export function AboutPoints({ letter, update: { points } }: UpdateProps) {
  if (points.length === 0) return null
  return (
    <>
      {' '}
      About{' '}
      {points.map(({ anchor, label }, i) => (
        <>
          {i > 0 && ', '}
          <a href={paths.point(letter.slug, anchor)}>point {label}</a>
        </>
      ))}
      .
    </>
  )
}
