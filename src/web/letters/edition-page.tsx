import { answeredOf } from '../../dealings/answered'
import type { Dealing } from '../../dealings/dealing'
import type { Edition, Letter } from '../../letters/letter'
import type { ListedEdition } from '../../letters/find-editions'
import { wholeText } from '../../letters/text'
import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { hostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { TextChange } from '../ui/text-change'
import { Time } from '../ui/time'
import { AnsweredText } from './letter-text'

type EditionPageProps = {
  letter: Letter
  edition: Edition
  /** Every edition of the letter, and how many of the counted signatures are on each. */
  editions: ListedEdition[]
  previous?: Edition
  /** All that passed with the recipient. */
  dealings: Dealing[]
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** One frozen text: its words, its hash and how to check it, and who signed which edition. */
export function EditionPage(props: EditionPageProps) {
  const { letter, edition, editions, previous, dealings, site } = props
  return (
    <Layout title={`Edition ${edition.number}: ${edition.title}`} letter={letter}>
      <header class="hd">
        <p class="up">
          Edition {edition.number}, frozen at <Time at={edition.frozenAt} kind="moment" />
        </p>
        <h1>{edition.title}</h1>
        <p>
          To {addressee(edition)}, from {hostNames(edition.hosts)}.{' '}
          {edition.number === letter.edition
            ? 'This is the newest edition. '
            : `The newest is edition ${letter.edition}. `}
          <a href={paths.letter(letter.slug)}>The letter, to read and sign</a>
        </p>
      </header>
      <Section id="editions" title="Editions">
        <p>
          A frozen text never changes. Should the letter need other words, they become a new
          edition, and every signature stays with the words that its signer read.
        </p>
        <EditionTable letter={letter} editions={editions} />
      </Section>
      <Section id="hash" title="Check the text">
        <HashCheck letter={letter} edition={edition} site={site} />
      </Section>
      {previous && (
        <Section id="change" title="What changed">
          <p>
            From <a href={paths.edition(letter.slug, previous.number)}>edition {previous.number}</a>{' '}
            to this one{edition.spellingOnly && ': spelling only'}.{' '}
            {edition.reason && `Why: ${edition.reason}`}
          </p>
          <TextChange from={wholeText(previous)} to={wholeText(edition)} />
        </Section>
      )}
      <Section id="text" title="The text">
        <article class="letter sheet">
          <AnsweredText {...{ letter, edition }} answered={answeredOf(dealings, edition)} />
        </article>
      </Section>
    </Layout>
  )
}

function EditionTable({ letter, editions }: Pick<EditionPageProps, 'letter' | 'editions'>) {
  return (
    <table class="short">
      <thead>
        <tr>
          <th scope="col">Edition</th>
          <th scope="col" class="num">
            Counted
          </th>
        </tr>
      </thead>
      <tbody>
        {editions.map(({ number, frozenAt, spellingOnly, signed }) => (
          <tr>
            <th scope="row">
              <a href={paths.edition(letter.slug, number)}>Edition {number}</a>, frozen on{' '}
              <Time at={frozenAt} kind="day" />
              {spellingOnly && ' (spelling only)'}
            </th>
            <td class="num">{formatNumber(signed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HashCheck({
  letter,
  edition,
  site,
}: Pick<EditionPageProps, 'letter' | 'edition' | 'site'>) {
  const text = paths.editionText(letter.slug, edition.number)
  return (
    <>
      <p>
        The SHA-256 of this edition’s <a href={text}>plain text</a> is
      </p>
      <p>
        <code>{edition.sha256}</code>
      </p>
      <p>
        Every signature records the edition it was given to. If the text you read gives this hash,
        it is the text that was signed. On a computer with a command line:
      </p>
      <pre>
        <code>{`curl -s ${site}${text} | sha256sum`}</code>
      </pre>
      <p class="s soft">
        On a Mac, write <code>shasum -a 256</code> in place of <code>sha256sum</code>.
      </p>
    </>
  )
}
