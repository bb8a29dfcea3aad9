import { closedSince, type Edition, type Letter } from '../../letters/letter'
import type { ListedEdition } from '../../letters/find'
import { paths } from '../../paths'
import { HostNames } from '../ui/host-names'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'

type FrozenTextProps = { letter: Letter; edition: Edition }

type LetterTextProps = FrozenTextProps & {
  /** Every edition of the letter, oldest first, and how many of the counted signatures are on each. */
  editions: ListedEdition[]
  now: Date
}

/** The letter itself, as frozen: who writes, when, to whom, and the words. */
export function LetterText({ letter, edition, editions, now }: LetterTextProps) {
  const closed = closedSince(letter, now)
  return (
    <>
      <div class="lh">
        <p>
          <HostNames hosts={edition.hosts} />
        </p>
        <p>
          <Time at={letter.openedAt ?? edition.frozenAt} kind="day" />
        </p>
      </div>
      <div class="lh">
        <p>
          <span class="vh">To </span>
          {edition.addressedTo}
        </p>
      </div>
      <h1>{edition.title}</h1>
      <p class="ver">
        {closed !== null && (
          <>
            <b>
              Closed <Time at={closed} kind="day" />
            </b>{' '}
            ·{' '}
          </>
        )}
        Text frozen as edition {edition.number} on <Time at={edition.frozenAt} kind="day" /> ·{' '}
        {editions.length > 1 && `${signedWhich(edition, editions)} · `}
        <span class="nw">SHA-256</span>{' '}
        <code title={edition.sha256}>{edition.sha256.slice(0, 16)}…</code>
        <span class="noprint">
          {' '}
          · <a href={paths.edition(letter.slug, edition.number)}>all editions</a>
        </span>
      </p>
      <FrozenText letter={letter} edition={edition} />
    </>
  )
}

/** The words alone. Their HTML was made safe when the text was frozen. */
export function FrozenText({ letter, edition }: FrozenTextProps) {
  return (
    <div class="text" lang={letter.language} dangerouslySetInnerHTML={{ __html: edition.html }} />
  )
}

const MOST_NAMED = 3

/** "1 signed this edition, 202 edition 1": the parts make up the count beside it. */
function signedWhich(edition: Edition, editions: ListedEdition[]): string {
  const newest = editions.find(({ number }) => number === edition.number)
  const earlier = editions.filter(({ number }) => number < edition.number).toReversed()
  const inAll = earlier.reduce((sum, { signed }) => sum + signed, 0)
  return [
    `${formatNumber(newest?.signed ?? 0)}\u00a0signed this edition`,
    ...(earlier.length > MOST_NAMED
      ? [`${formatNumber(inAll)}\u00a0earlier ones`]
      : earlier.map(({ number, signed }) => `${formatNumber(signed)}\u00a0edition\u00a0${number}`)),
  ].join(', ')
}
