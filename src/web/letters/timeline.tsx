import { standingAt, type StandingHost } from '../../letters/hosts'
import { closedSince } from '../../letters/state'
import type { Course } from '../../newsroom/feed'
import { paths } from '../../paths'
import { alikeCorrections } from '../newsroom/alike-corrections'
import { correctionInWords } from '../newsroom/correction-in-words'
import { HostNames } from '../ui/host-names'
import { formatNumber, signatures } from '../ui/number'
import { Time } from '../ui/time'
import { dealingItems } from './dealing-items'
import { hostItems } from './host-items'
import { packItems } from './pack-items'
import { UpdateLink } from './update-list'

type TimelineProps = Course & {
  /** All that ever stood behind it. */
  hosts: StandingHost[]
}

type Item = { at: number; what: ReturnType<typeof HostNames> }

/** So many corrections stand among the other things; all are on their own page. */
const MOST_CORRECTIONS = 5

/** What has happened to the letter, newest first. */
export function Timeline(props: TimelineProps) {
  const { letter, corrections } = props
  const items = [...milestones(props), ...corrected(props), ...revised(props)]
    .concat(hostItems(props), published(props), closed(props), dealingItems(props).toReversed())
    .concat(packItems(props), told(props))
    .toSorted((a, b) => b.at - a.at)
  return (
    <section class="pad" aria-labelledby="timeline-heading">
      <h2 id="timeline-heading">What has happened</h2>
      <ol class="tl" reversed>
        {items.map(({ at, what }) => (
          <li>
            <Time at={at} kind="day" />
            <p>{what}</p>
          </li>
        ))}
      </ol>
      {alikeCorrections(corrections).length > MOST_CORRECTIONS && (
        <p class="s">
          <a href={paths.corrections(letter.slug)}>All {corrections.length} corrections</a>
        </p>
      )}
    </section>
  )
}

function published({ letter, hosts }: TimelineProps): Item[] {
  if (letter.openedAt === null) return []
  const what = (
    <>
      <b>Published</b> by <HostNames hosts={standingAt(hosts, letter.openedAt)} />
      {letter.founding > 0 &&
        `, with ${formatNumber(letter.founding)} founding ${letter.founding === 1 ? 'signatory' : 'signatories'}`}
      .
    </>
  )
  return [{ at: letter.openedAt, what }]
}

function closed({ letter, now }: TimelineProps): Item[] {
  const at = closedSince(letter, now)
  if (at === null) return []
  const what = (
    <>
      <b>Closed</b> to new signatures.
    </>
  )
  return [{ at, what }]
}

function told({ letter, updates }: TimelineProps): Item[] {
  return updates.map((update) => ({
    at: update.publishedAt,
    what: (
      <>
        <b>Update</b>: <UpdateLink letter={letter} update={update} />
      </>
    ),
  }))
}

function milestones({ letter, milestones }: TimelineProps): Item[] {
  return milestones.map(({ number, reachedAt, ledgerSize }) => ({
    at: reachedAt,
    what: (
      <>
        <b>{signatures(number)}</b>: the total{' '}
        <a href={paths.pastTotal(letter.slug, ledgerSize)}>reached this number</a>.
      </>
    ),
  }))
}

function corrected({ letter, corrections }: TimelineProps): Item[] {
  return alikeCorrections(corrections)
    .slice(0, MOST_CORRECTIONS)
    .map((one) => ({
      at: one.at,
      what: (
        <>
          <a href={paths.corrections(letter.slug)}>
            <b>Corrected</b>
          </a>
          : {correctionInWords(one)}.
        </>
      ),
    }))
}

function revised({ letter, editions }: TimelineProps): Item[] {
  return editions
    .filter(({ number }) => number > 1)
    .map(({ number, frozenAt, spellingOnly }) => ({
      at: frozenAt,
      what: spellingOnly ? (
        <>
          <b>A spelling corrected</b>:{' '}
          <a href={paths.edition(letter.slug, number)}>edition {number} of the text</a>.
        </>
      ) : (
        <>
          <b>Reworded</b>:{' '}
          <a href={paths.edition(letter.slug, number)}>edition {number} of the text</a>. Earlier
          signatures stay with theirs.
        </>
      ),
    }))
}
