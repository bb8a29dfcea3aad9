import type { ShownComment } from '../../comments/find'
import { deskPaths } from '../../desk-paths'
import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { Layout } from '../ui/layout'
import { CommentList } from './comment-list'

type CommentsPageProps = {
  letter: Letter
  comments: ShownComment[]
  /** The place that the next page begins behind, or null on the last. */
  next: string | null
  /** Is this the first page. */
  first: boolean
}

/** Why people signed, of all who said so and whose words were let through. */
export function CommentsPage({ letter, comments, next, first }: CommentsPageProps) {
  const { slug } = letter
  return (
    <Layout title={`Why people signed: ${letter.title}`} letter={letter} noindex>
      <header class="hd">
        <p class="up">Why people signed</p>
        <h1 lang={letter.language}>{letter.title}</h1>
        <p>
          <a class="noprint" href={paths.letter(slug)}>
            Read the letter
          </a>
        </p>
        {letter.demonstration && (
          <p class="note">Demonstration letter: its people and schools are made up.</p>
        )}
      </header>
      <section class="sheet" aria-label="What signers say">
        {comments.length > 0 ? (
          <CommentList letter={letter} comments={comments} />
        ) : (
          <p>Nothing is shown {first ? 'yet' : 'beyond this'}.</p>
        )}
        {(next || !first) && (
          <nav class="row noprint" aria-label="Pages">
            {!first && <a href={paths.comments(slug)}>First page</a>}
            {next && <a href={`${paths.comments(slug)}?before=${next}`}>Next page</a>}
          </nav>
        )}
        <p class="s soft mt">
          Each signer speaks for themselves. Somebody of the letter’s team reads their words before
          they are shown, and changes none.{' '}
          <a class="noprint" href={deskPaths.report(slug)}>
            Report something
          </a>
        </p>
      </section>
    </Layout>
  )
}
