import type { ListedEdition } from '../../letters/find-editions'
import type { Letter } from '../../letters/letter'
import { closedSince } from '../../letters/state'
import type { Correction } from '../../newsroom/corrections'
import type { Milestone } from '../../newsroom/milestones'
import { paths } from '../../paths'
import { formatNumber } from '../ui/number'
import { alikeCorrections } from './alike-corrections'
import { correctionInWords } from './correction-in-words'

/** Something that a chart marks, with the page that tells more of it. */
export type ChartEvent = { at: number; what: string; href: string | null }

export type Happened = {
  letter: Letter
  editions: ListedEdition[]
  milestones: Milestone[]
  corrections: Correction[]
  now: Date
}

/** More marks than these could not be told apart on a phone. */
const MOST = 12
const MOST_CORRECTIONS = 6

/** The events to mark, oldest first, and how many more there were for want of room. */
export function chartEvents(happened: Happened): { events: ChartEvent[]; left: number } {
  const all = [
    ...fromLetter(happened),
    ...fromCorrections(happened).slice(0, MOST_CORRECTIONS),
    ...fromEditions(happened),
    ...fromMilestones(happened),
  ]
  const left = Math.max(0, fromCorrections(happened).length - MOST_CORRECTIONS)
  const events = all.slice(0, MOST).toSorted((a, b) => a.at - b.at)
  return { events, left: left + all.length - events.length }
}

function fromLetter({ letter, now }: Happened): ChartEvent[] {
  const closed = closedSince(letter, now)
  return [
    ...(letter.openedAt === null ? [] : [{ at: letter.openedAt, what: 'Published.', href: null }]),
    ...(closed === null ? [] : [{ at: closed, what: 'Closed to new signatures.', href: null }]),
  ]
}

/** The weightiest first. A refusal moved no total, so there is nothing to mark. */
function fromCorrections({ letter, corrections }: Happened): ChartEvent[] {
  return alikeCorrections(corrections)
    .filter(({ kind }) => kind === 'removal' || kind === 'reinstatement')
    .toSorted((a, b) => b.number - a.number)
    .map((correction) => ({
      at: correction.at,
      what: `${correctionInWords(correction)}.`,
      href: paths.corrections(letter.slug),
    }))
}

function fromEditions({ letter, editions }: Happened): ChartEvent[] {
  return editions
    .filter(({ number }) => number > 1)
    .toReversed()
    .map(({ number, frozenAt }) => ({
      at: frozenAt,
      what: `Edition ${number} of the text.`,
      href: paths.edition(letter.slug, number),
    }))
}

function fromMilestones({ letter, milestones }: Happened): ChartEvent[] {
  return milestones.toReversed().map(({ number, reachedAt, ledgerSize }) => ({
    at: reachedAt,
    what: `${formatNumber(number)} signatures.`,
    href: paths.pastTotal(letter.slug, ledgerSize),
  }))
}
