import type { ShownComment } from '../../comments/find'
import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { CommentList } from './comment-list'

/** Why people signed: the newest few. */
export function CommentsSection(props: { letter: Letter; comments: ShownComment[] }) {
  const { letter, comments } = props
  if (!letter.takesComments || comments.length === 0) return null
  return (
    <section class="under sheet" id="why" aria-labelledby="why-heading">
      <h2 id="why-heading">Why people signed</h2>
      <CommentList {...props} />
      <p class="s m0 noprint">
        <a class="lone" href={paths.comments(letter.slug)}>
          All that signers say
        </a>
      </p>
    </section>
  )
}
