import type { Answered } from '../../dealings/answered'
import { wordsSince, type ListedEdition } from '../../letters/find-editions'
import type { Edition, Letter } from '../../letters/letter'
import type { StandingHost } from '../../letters/hosts'
import { closedSince } from '../../letters/state'
import { paths } from '../../paths'
import { HostNames } from '../ui/host-names'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import { AnsweredStrip, withAnswers } from './answered'
import { HostsSince } from './hosts-since'

type FrozenTextProps = { letter: Pick<Letter, 'language'>; edition: Pick<Edition, 'html'> }

type LetterTextProps = {
  letter: Letter
  edition: Edition
  /** Every edition of the letter, oldest first, and how many of the counted signatures are on each. */
  editions: ListedEdition[]
  /** All that ever stood behind it. */
  hosts: StandingHost[]
  /** How far the recipient's answers speak to its points. */
  answered: Answered | null
  now: Date
}

/** The letter itself, as frozen: who writes, when, to whom, and the words. */
export function LetterText(props: LetterTextProps) {
  const { letter, edition, editions, hosts, answered, now } = props
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
        {editions.length > 1 && (
          <>
            <SignedWhich slug={letter.slug} edition={edition} editions={editions} /> ·{' '}
          </>
        )}
        <span class="nw">SHA-256</span>{' '}
        <code title={edition.sha256}>{edition.sha256.slice(0, 16)}…</code>
        <span class="noprint">
          {' '}
          · <a href={paths.edition(letter.slug, edition.number)}>all editions</a>
        </span>
        <HostsSince edition={edition} hosts={hosts} />
      </p>
      <AnsweredText {...{ letter, edition, answered }} />
    </>
  )
}

/** The words alone. Their HTML was made safe when the text was frozen. */
export function FrozenText({ letter, edition }: FrozenTextProps) {
  return (
    <div class="text" lang={letter.language} dangerouslySetInnerHTML={{ __html: edition.html }} />
  )
}

type AnsweredTextProps = {
  letter: Letter
  edition: Edition
  /** How far the recipient's answers speak to its points. */
  answered: Answered | null
}

/** The words, and what the recipient left open of them. */
export function AnsweredText({ letter, edition, answered }: AnsweredTextProps) {
  if (!answered) return <FrozenText letter={letter} edition={edition} />
  const html = withAnswers(edition.html, letter, answered)
  return (
    <>
      <AnsweredStrip letter={letter} answered={answered} />
      <FrozenText letter={letter} edition={{ html }} />
    </>
  )
}

const MOST_NAMED = 3

type SignedWhichProps = { slug: string; edition: Edition; editions: ListedEdition[] }

/**
 * "1 signed this edition, 202 edition 1": the parts make up the count beside it. Who signed before a
 * spelling was corrected signed the same letter, and is counted together with those after.
 */
function SignedWhich({ slug, edition, editions }: SignedWhichProps) {
  const shown = editions.filter(({ number }) => number <= edition.number)
  const began = shown.findIndex(({ number }) => number === wordsSince(shown))
  const before = sum(shown.slice(began, -1))
  const all = before + sum(shown.slice(-1))
  const earlier = shown.slice(0, began).toReversed()
  const others =
    earlier.length > MOST_NAMED
      ? [`${formatNumber(sum(earlier))}\u00a0earlier ones`]
      : earlier.map(({ number, signed }) => `${formatNumber(signed)}\u00a0edition\u00a0${number}`)
  const respelt = before === 0 ? 0 : shown.length - 1 - began
  return (
    <>
      {formatNumber(all)}
      {respelt === 0 ? '\u00a0signed this edition' : `\u00a0${all === 1 ? 'has' : 'have'} signed`}
      {respelt > 0 && earlier.length > 0 && ' this text'}
      {respelt > 0 && (
        <>
          , {before < all ? `${formatNumber(before)} of them ` : all > 1 && 'all of them '}before{' '}
          {respelt === 1 ? 'a spelling was' : 'spellings were'} corrected (
          <a href={`${paths.edition(slug, edition.number)}#change`}>see it</a>)
        </>
      )}
      {others.map((other) => `, ${other}`)}
    </>
  )
}

function sum(editions: ListedEdition[]): number {
  return editions.reduce((total, { signed }) => total + signed, 0)
}
