import type { Host, LetterState } from '../../letters/letter'
import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { HostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'

type LetterOnHomePage = {
  slug: string
  title: string
  addressedTo: string
  hosts: Host[]
  counted: number
  state: LetterState
  demonstration: boolean
}

type HomePageProps = { letters: LetterOnHomePage[]; asOf: Date }

export function HomePage({ letters, asOf }: HomePageProps) {
  return (
    <Layout
      title="Open letters"
      description="Open letters whose totals anyone can check: only signatures confirmed by email count."
    >
      <header class="hd">
        <h1>Open letters</h1>
        <p>
          Read them, sign them, and check the count. Only signatures that their signers confirmed by
          email are in these numbers, as of <Time at={asOf} kind="moment" />.
        </p>
      </header>
      {letters.length > 0 ? (
        <ul class="shelf">
          {letters.map((letter) => (
            <OnShelf letter={letter} />
          ))}
        </ul>
      ) : (
        <p>No letter is open here at the moment.</p>
      )}
    </Layout>
  )
}

function OnShelf({ letter }: { letter: LetterOnHomePage }) {
  const note = STATE_NOTES[letter.state]
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
        {note && <p class="s soft">{note}</p>}
      </div>
      <p class="count">
        <b>{formatNumber(letter.counted)}</b> {letter.counted === 1 ? 'signature' : 'signatures'}{' '}
        confirmed
      </p>
    </li>
  )
}

const STATE_NOTES: Partial<Record<LetterState, string>> = {
  paused: 'Signing is paused.',
  closed: 'Closed to new signatures.',
  delivered: 'Closed to new signatures and handed in.',
}
