import { closedSince } from '../../letters/state'
import type { ListedLetter } from '../../letters/list'
import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { HostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { formatNumber } from '../ui/number'
import { OpenUntil } from '../ui/open-until'
import { Time } from '../ui/time'

type HomePageProps = {
  letters: ListedLetter[]
  asOf: Date
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

export function HomePage({ letters, asOf, site }: HomePageProps) {
  return (
    <Layout
      title="Open letters"
      description="Open letters whose totals anyone can check: only signatures confirmed by email count."
      address={site + paths.home()}
    >
      <header class="hd">
        <h1>Open letters</h1>
        {letters.length > 0 ? (
          <p>
            {whatToDo(letters)} Only signatures that their signers confirmed by email are in these
            numbers, as of <Time at={asOf} kind="moment" />.
          </p>
        ) : (
          <p>There is no letter here yet.</p>
        )}
      </header>
      <ul class="shelf">
        {letters.map((letter) => (
          <OnShelf letter={letter} asOf={asOf} />
        ))}
      </ul>
    </Layout>
  )
}

function whatToDo(letters: ListedLetter[]): string {
  const open = letters.filter(({ state }) => state === 'open').length
  if (open === 0) return 'Read them, and check the count; none takes new signatures now.'
  return open < letters.length
    ? 'Read them, sign those that are open to signatures, and check the count.'
    : 'Read them, sign them, and check the count.'
}

/** A letter in a list, with its number. */
export function OnShelf({ letter, asOf }: { letter: ListedLetter; asOf: Date }) {
  return (
    <li>
      <div>
        <h2>
          <a href={paths.letter(letter.slug)}>{letter.title}</a>
        </h2>
        <p>
          To {addressee(letter)}, from <HostNames hosts={letter.hosts} />
        </p>
        {letter.demonstration && (
          <p class="s soft">Demonstration letter: its people and schools are made up.</p>
        )}
      </div>
      <div class="count">
        <p>
          <b>{formatNumber(letter.counted)}</b> {letter.counted === 1 ? 'signature' : 'signatures'}{' '}
          confirmed
        </p>
        <OpenUntil letter={letter} now={asOf} />
        <Stopped letter={letter} asOf={asOf} />
      </div>
    </li>
  )
}

/** What stands where a letter takes no signatures. */
function Stopped({ letter, asOf }: { letter: ListedLetter; asOf: Date }) {
  const closed = closedSince(letter, asOf)
  if (letter.state === 'open') return null
  if (closed === null) return <p class="s">Signing is paused</p>
  return (
    <p class="s">
      Closed <Time at={closed} kind="day" />
      {letter.state === 'delivered' && ' and handed in'}
    </p>
  )
}
