import { writerOf, type ShownComment } from '../../comments/find'
import type { Letter } from '../../letters/letter'

type CommentListProps = { letter: Letter; comments: ShownComment[] }

/** Why people signed, each with who says so. What they typed is text: no link in it is one. */
export function CommentList({ letter, comments }: CommentListProps) {
  return (
    <ul class="plain">
      {comments.map((comment) => {
        const { name, role, school } = writerOf(letter, comment)
        return (
          <li class="say">
            <bdi>{comment.words}</bdi>
            <span class="hint">
              {name}, <bdi>{school ? `${role}, ${school}` : role}</bdi>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
