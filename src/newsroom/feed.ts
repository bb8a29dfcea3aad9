import type { Dealing } from '../dealings/dealing'
import type { Pack } from '../delivery/find'
import type { ListedEdition } from '../letters/find-editions'
import type { Letter } from '../letters/letter'
import { closedSince } from '../letters/state'
import type { Correction } from './corrections'
import { wholeCorrections } from './whole-corrections'
import type { ListedUpdate } from '../updates/update'
import type { Milestone } from './milestones'

/** All that is known of a letter's course, as of `now`. */
export type Course = {
  letter: Letter
  editions: ListedEdition[]
  milestones: Milestone[]
  corrections: Correction[]
  /** What passed with the recipient, and what was made to be handed over. */
  dealings: Dealing[]
  packs: Pack[]
  updates: ListedUpdate[]
  now: Date
}

/** Something that happened to a letter. `id` names it among all that ever happens to this letter. */
export type FeedEvent = { id: string; at: number } & (
  | { kind: 'published' | 'closed' }
  | { kind: 'edition'; edition: ListedEdition }
  | { kind: 'milestone'; milestone: Milestone }
  | { kind: 'correction'; correction: Correction }
  | { kind: 'pack'; pack: Pack }
  | { kind: 'update'; update: ListedUpdate }
  | { kind: 'dealing'; dealing: Dealing; updatedAt: number }
)

/** Whoever looks in more rarely than so many events finds the rest on the letter's pages. */
export const NEWEST = 100

/** What has happened to a letter since it was published, newest first. */
export function eventsOf(course: Course): FeedEvent[] {
  const events = [
    ...closing(course),
    ...dealings(course),
    ...packs(course),
    ...updates(course),
    ...corrections(course),
    ...milestones(course),
    ...editions(course),
    ...publication(course),
  ]
  return events.toSorted((a, b) => b.at - a.at).slice(0, NEWEST)
}

/** A letter can reopen and close again, which is news again: its moment belongs to the name. */
function closing({ letter, now }: Course): FeedEvent[] {
  const at = closedSince(letter, now)
  return at === null ? [] : [{ kind: 'closed', id: `closed-${at}`, at }]
}

function corrections({ corrections }: Course): FeedEvent[] {
  return wholeCorrections(corrections).map((correction) => {
    const { at, first, caseId, kind, reason } = correction
    return {
      kind: 'correction',
      id: `correction-${first}-${caseId}-${kind}-${reason}`,
      at,
      correction,
    }
  })
}

function milestones({ milestones }: Course): FeedEvent[] {
  return milestones.map((milestone) => {
    const { number, reachedAt } = milestone
    return { kind: 'milestone', id: `milestone-${number}`, at: reachedAt, milestone }
  })
}

/** News when it was entered, whatever its day; and again when it was changed or taken back. */
function dealings({ dealings }: Course): FeedEvent[] {
  return dealings.map((dealing) => {
    const { number, recordedAt: at, changedAt, takenBackAt } = dealing
    const updatedAt = takenBackAt ?? changedAt ?? at
    return { kind: 'dealing', id: `dealing-${number}`, at, updatedAt, dealing }
  })
}

function updates({ updates }: Course): FeedEvent[] {
  return updates.map((update) => {
    return { kind: 'update', id: `update-${update.number}`, at: update.publishedAt, update }
  })
}

function packs({ packs }: Course): FeedEvent[] {
  return packs.map((pack) => ({ kind: 'pack', id: `pack-${pack.number}`, at: pack.madeAt, pack }))
}

/** Those frozen before everyone could read the letter are no news. */
function editions({ letter, editions }: Course): FeedEvent[] {
  return editions
    .filter(({ frozenAt }) => frozenAt > (letter.openedAt ?? Infinity))
    .map((edition) => {
      return { kind: 'edition', id: `edition-${edition.number}`, at: edition.frozenAt, edition }
    })
}

function publication({ letter }: Course): FeedEvent[] {
  return letter.openedAt === null
    ? []
    : [{ kind: 'published', id: 'published', at: letter.openedAt }]
}
