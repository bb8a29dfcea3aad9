import { raw } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'
import type { Letter } from '../../letters/letter'
import { isOpen } from '../../letters/state'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import { Live } from '../ui/live'
import { formatNumber, nounFor } from '../ui/number'
import { Time } from '../ui/time'

type EmbedPageProps = {
  letter: Letter
  totals: Totals
  /** The letter's records don't agree with each other. */
  stopped: boolean
  style: string
}

/**
 * A letter's number on another site's page. It holds no form, since nobody should sign inside a
 * page that they can't see the address of: its links open pages of their own.
 */
export function EmbedPage({ letter, totals, stopped, style }: EmbedPageProps) {
  const signing = isOpen(letter, totals.asOf) && !stopped
  return (
    <Card title={`Count of signatures: ${letter.title}`} style={style}>
      <div class="top">
        <p class="count">
          <b data-counted>{formatNumber(totals.counted)}</b>{' '}
          <span data-noun>{nounFor(totals.counted)}</span> confirmed
        </p>
        <h1 title={letter.title} lang={letter.language}>
          {letter.title}
        </h1>
      </div>
      <div class="foot">
        {stopped && <p class="noted">Being checked: do not quote this number yet.</p>}
        {letter.demonstration && <p class="noted">Demonstration letter: its people are made up.</p>}
        <p>
          As of <Time at={totals.asOf} kind="moment" live />
        </p>
        <Live slug={letter.slug} totals={totals} />
        <div>
          <NewTab href={paths.letter(letter.slug)}>{signing ? 'Read and sign' : 'Read it'}</NewTab>
          <NewTab href={paths.ledger(letter.slug)}>Check this number</NewTab>
        </div>
      </div>
    </Card>
  )
}

/** What stands in the frame where there is no such letter. */
export function NoEmbedPage({ style }: { style: string }) {
  return (
    <Card title="There is no such letter" style={style}>
      <div class="top">
        <h1>There is no such letter here</h1>
      </div>
      <div class="foot">
        <p>It may have been taken down, or the address of this frame is wrong.</p>
        <NewTab href={paths.home()}>All open letters</NewTab>
      </div>
    </Card>
  )
}

function Card({ title, style, children }: PropsWithChildren<{ title: string; style: string }>) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{title}</title>
          <style>{raw(style)}</style>
        </head>
        <body>
          <main>{children}</main>
        </body>
      </html>
    </>
  )
}

/** Signing is never framed, and the page that shows the frame stays where it is. */
function NewTab({ href, children }: PropsWithChildren<{ href: string }>) {
  return (
    <a href={href} target="_blank" rel="noopener">
      {children}
      <span class="vh"> (opens in a new tab)</span>
    </a>
  )
}
