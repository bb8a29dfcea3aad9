import type { Letter } from '../../letters/letter'
import { isOpen } from '../../letters/state'
import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { hostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { OpenUntil } from '../ui/open-until'
import { QrCode } from './qr-code'

type PosterPageProps = {
  letter: Letter
  /** Where this site is, such as https://letters.example.org. */
  site: string
  now: Date
}

/** A page to print and pin up. It shows no number: a poster hangs for weeks, and the number moves. */
export function PosterPage({ letter, site, now }: PosterPageProps) {
  const address = site + paths.letter(letter.slug)
  return (
    <Layout title={`Poster: ${letter.title}`} noindex letter={letter}>
      <header class="hd noprint">
        <p class="up">Poster</p>
        <h1>A poster to print</h1>
        <p>
          Print this page: only the sheet below comes out, on one side of A4. Its code leads to the
          letter, as does the address beneath it.{' '}
          <a href={paths.letter(letter.slug)}>Back to the letter</a>
        </p>
      </header>
      <article class="poster sheet">
        <p class="up">Open letter to {addressee(letter)}</p>
        <h2 class={sizeOf(letter.title)} lang={letter.language}>
          {letter.title}
        </h2>
        <p class="from">From {hostNames(letter.hosts)}</p>
        <QrCode text={address} label={`Code that leads to ${address}`} />
        <p class="call">{isOpen(letter, now) ? 'Read it and sign it' : 'Read it'}</p>
        <p class="address">
          <Breakable address={withoutScheme(address)} />
        </p>
        <OpenUntil letter={letter} now={now} />
        {isOpen(letter, now) && (
          <p class="s soft">
            Signing is in a personal capacity, and counts once it is confirmed by email.
          </p>
        )}
        {letter.demonstration && (
          <p class="s soft">Demonstration letter: its people and schools are made up.</p>
        )}
      </article>
    </Layout>
  )
}

/** A long title is set smaller, so that all stays on one side. */
function sizeOf(title: string): string {
  if (title.length <= 45) return 'short-title'
  return title.length <= 100 ? 'title' : 'long-title'
}

/** Where it has to break, an address breaks after a slash. */
function Breakable({ address }: { address: string }) {
  return (
    <>
      {address.split(/(?<=\/)/).map((part) => (
        <>
          {part}
          <wbr />
        </>
      ))}
    </>
  )
}

/** As people copy an address from a wall: a browser finds the rest. */
function withoutScheme(address: string): string {
  return address.replace(/^https:\/\//, '')
}
