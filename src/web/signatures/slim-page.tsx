import type { PropsWithChildren } from 'hono/jsx'
import type { Letter } from '../../letters/letter'
import type { Problems } from '../../signatures/signature'
import { ErrorSummary } from '../ui/error-summary'
import { Layout, SlimSheet, type LetterAtFoot } from '../ui/layout'

type SlimPageProps = PropsWithChildren<{
  title: string
  /** What a press came to, said first in the window's title. */
  outcome?: string
  letter?: LetterAtFoot & Pick<Letter, 'title'>
  problems?: Problems
  /** Is it a page of the desk, whose reader is signed in. */
  desk?: boolean
}>

/** A page between two people and one signature: never indexed, problems first, title as heading. */
export function SlimPage({ title, outcome, letter, problems = {}, desk, children }: SlimPageProps) {
  const failed = Object.keys(problems).length > 0
  return (
    <Layout
      title={outcome ? `${outcome} – ${title}` : title}
      error={failed}
      noindex
      desk={desk}
      letter={letter}
    >
      <SlimSheet>
        <ErrorSummary problems={problems} />
        {letter && <p class="up">{letter.title}</p>}
        <h1>{title}</h1>
        {children}
      </SlimSheet>
    </Layout>
  )
}
