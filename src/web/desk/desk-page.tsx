import type { Child, PropsWithChildren } from 'hono/jsx'
import { deskPaths } from '../../desk-paths'
import { Layout } from '../ui/layout'
import type { AtLetter } from './at-letter'

type DeskPageProps = PropsWithChildren<{
  title: string
  /** What stands above the title, where that is not the letter's. */
  over?: Child
  error?: boolean
  /** The letter that the page is about. */
  at?: Pick<AtLetter, 'letter' | 'draft'>
  /** What stands beside the title: the one thing to press. */
  beside?: Child
  /** Does it run the desk's script. */
  script?: boolean
}>

/** A page of the desk: the same head and foot as everywhere, and the way back. */
export function DeskPage(props: DeskPageProps) {
  const { title, over, error, at, beside, script, children } = props
  return (
    <Layout
      title={title}
      error={error}
      noindex
      desk
      script={script ? deskPaths.script() : undefined}
    >
      <header class="hd">
        <div>
          {at ? (
            <p class="up">
              <a href={deskPaths.letter(at.letter.id)}>{titleOf(at)}</a>
            </p>
          ) : (
            over && <p class="up">{over}</p>
          )}
          <h1>{title}</h1>
        </div>
        {beside}
      </header>
      {children}
    </Layout>
  )
}

/** What a letter is called while it may have no title yet. */
export function titleOf({ letter, draft }: Pick<AtLetter, 'letter' | 'draft'>): string {
  return letter.title || draft?.title || 'A letter without a title'
}
