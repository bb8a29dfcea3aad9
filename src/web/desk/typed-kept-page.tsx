import { deskPaths } from '../../desk-paths'
import { SlimPage } from '../signatures/slim-page'

export type KeptBecause = 'signed-out' | 'not-fresh'

type TypedKeptPageProps = {
  why: KeptBecause
  /** Where the form was going, and all that it said. */
  action: string
  pairs: [name: string, value: string][]
}

/** What was typed waits on this page while its writer signs in, or asks for a code, in another tab. */
export function TypedKeptPage({ why, action, pairs }: TypedKeptPageProps) {
  const { title, words, href, link } = WHY[why]
  return (
    <SlimPage title={title}>
      <p>{words} Nothing was done yet, and what you typed is still here.</p>
      <ol>
        <li>
          <a href={href} target="_blank" rel="noopener">
            {link}
          </a>{' '}
          (opens a new tab)
        </li>
        <li>Come back to this page and send it again:</li>
      </ol>
      <form method="post" action={action} enctype="multipart/form-data">
        {pairs.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button class="btn">Send it again</button>
      </form>
    </SlimPage>
  )
}

const WHY: Record<KeptBecause, Record<'title' | 'words' | 'href' | 'link', string>> = {
  'signed-out': {
    title: 'You are no longer signed in',
    words: 'After half an hour without a page, or twelve hours in all, the desk signs you out.',
    href: deskPaths.signIn(deskPaths.sessions()),
    link: 'Sign in again',
  },
  'not-fresh': {
    title: 'This needs a fresh code',
    words: 'It can’t be taken back, or not without a trace, so we make sure that it is you.',
    href: deskPaths.fresh(deskPaths.sessions()),
    link: 'Ask for a code and type it',
  },
}
