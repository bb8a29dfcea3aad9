import { raw } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'
import type { Letter } from '../../letters/letter'
import { isPublic } from '../../letters/state'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { ShareTags } from './share-tags'

type LayoutProps = PropsWithChildren<{
  title: string
  /** The form on this page came back with problems; its title says so first. */
  error?: boolean
  noindex?: boolean
  description?: string
  /** Its whole address, on pages that people pass on: what a link to it then looks like. */
  address?: string
  /** The same in other forms, such as a feed. */
  alternates?: Alternate[]
  /** Is it a page of the desk, whose reader is signed in. */
  desk?: boolean
  /** A script of ours that the page runs; nothing on it needs that. */
  script?: string
  /** The letter this page belongs to, for the links at its foot. */
  letter?: LetterAtFoot
}>

/** Of one that not everyone sees nothing is linked to. */
export type LetterAtFoot = Pick<Letter, 'slug'> & Partial<Pick<Letter, 'state' | 'stopped'>>

/** Another form of a page, for programs that look for one. */
export type Alternate = { type: string; href: string; title: string }

/** A whole page: head, masthead, main, foot. Nothing in it needs script. */
export function Layout(props: LayoutProps) {
  const { title, error, noindex, description, address, alternates = [] } = props
  const { desk, script, children } = props
  const letter = props.letter && hasPages(props.letter) ? props.letter : undefined
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${error ? 'Error: ' : ''}${title} – Countersign`}</title>
          {noindex && <meta name="robots" content="noindex" />}
          {description && <meta name="description" content={description} />}
          {address && description && <ShareTags {...{ title, description, address }} />}
          {alternates.map(({ type, href, title: name }) => (
            <link rel="alternate" type={type} href={href} title={name} />
          ))}
          {letter && (
            <link
              rel="alternate"
              type="application/atom+xml"
              href={paths.feed(letter.slug)}
              title="What happens to this letter"
            />
          )}
          <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="/site.css" />
          {script && <script type="module" src={script}></script>}
        </head>
        <body>
          <a class="skip" href="#main">
            Skip to the content
          </a>
          <Masthead desk={desk} />
          <main id="main" class="wrap" tabindex={-1}>
            {children}
          </main>
          <Foot letter={letter} />
        </body>
      </html>
    </>
  )
}

function hasPages({ state, stopped = null }: LetterAtFoot): boolean {
  return state === undefined || isPublic({ state, stopped })
}

/** The narrow sheet of a page that asks or tells one thing. */
export function SlimSheet({ children }: PropsWithChildren) {
  return <div class="sheet slim">{children}</div>
}

function Masthead({ desk }: Pick<LayoutProps, 'desk'>) {
  return (
    <header class="mast">
      <a class="wm" href={paths.home()}>
        <svg width="30" height="26" viewBox="0 0 30 26" aria-hidden="true">
          <path d="M2.5 14.5c2.6-5 5.9-11.6 8.2-11.3 2 .3-1 8.2-2.4 12.3 2.4-4.2 5.2-7.6 6.8-7 1.4.6-1.2 5.2.2 6 1.2.6 3-2.7 4.6-2.6 1.1.1.2 2 1.6 2.4 1.5.4 3.6-1 6-2.8" />
          <path d="M2.5 20h25M2.5 24h25" stroke-width="1.5" />
        </svg>
        Countersign
      </a>
      <nav aria-label="Site">
        <a href={paths.home()}>All letters</a>
        {desk ? (
          <>
            <a href={deskPaths.home()}>Your desk</a>
            <a href={deskPaths.sessions()}>Sign out</a>
          </>
        ) : (
          <a href={paths.myData()}>Your data</a>
        )}
      </nav>
    </header>
  )
}

function Foot({ letter }: Pick<LayoutProps, 'letter'>) {
  return (
    <footer class="foot">
      <p>
        Countersign hosts open letters. It counts a signature only once its signer has confirmed it
        by email, and it shows no adverts and tracks nobody.
      </p>
      <nav aria-label="Foot of the page">
        {letter && <a href={paths.letter(letter.slug)}>The letter</a>}
        {letter && <a href={paths.newsroom(letter.slug)}>How we count</a>}
        {letter && <a href={paths.ledger(letter.slug)}>The ledger</a>}
        {letter && <a href={paths.privacy(letter.slug)}>Privacy</a>}
        <a href={paths.home()}>All letters</a>
        <a href={deskPaths.newLetter()}>Start a letter</a>
        <a href={paths.newsrooms()}>For journalists</a>
        <a href={paths.myData()}>Your data</a>
      </nav>
    </footer>
  )
}
