import { askForAll } from '../registrar/ask'
import type { Registrar } from '../registrar/registrar'
import type { SignatureState } from '../signatures/signature'
import type { CaseOutcome, SignatureCase } from './case'

/** One of the signatures of a case that is carried out or undone, as it stands. */
export type CaseRow = {
  place: number
  /** Both null: erased. */
  id: string | null
  state: SignatureState | null
  outcome: CaseOutcome | null
}

/** What became of it. Null: nobody can tell yet. */
export type Dealt = { place: number; from: CaseOutcome | null; to: CaseOutcome | null }

type Decided = Pick<SignatureCase, 'id' | 'letterId' | 'reason' | 'sentence' | 'undoSentence'> & {
  /** When the letter’s ledger was closed to new signatures, if it was. */
  finishedAt: number | null
}
type Registrars = DurableObjectNamespace<Registrar>

/**
 * Has signatures removed or refused, all at once. Those of which the case has done so already, and
 * died before it was noted, come to the same.
 */
export async function carryOut(
  registrars: Registrars,
  { id: caseId, letterId, reason, sentence }: Decided,
  rows: CaseRow[],
  at: number
): Promise<Dealt[]> {
  const why = { reason: reason ?? 'operator-error', sentence: sentence ?? undefined, caseId, at }
  const askToRemove = (asked: string[]) =>
    askForAll<'remove'>(
      registrars,
      letterId,
      asked.map((id) => ({ verb: 'remove', id, ...why }))
    )
  const [removed, refused] = await Promise.all([
    inOrder(rows, ['counted', 'removed'], askToRemove),
    inOrder(rows, ['held', 'refused'], (asked) =>
      askForAll<'refuse'>(
        registrars,
        letterId,
        asked.map((id) => ({ verb: 'refuse', id, ...why }))
      )
    ),
  ])
  // Counted since they were read: a yes to newer words, or a release that was under way.
  const counted = rows.filter(({ place }) => refused.get(place) === 'not-held')
  const removedThen = await inOrder(counted, ['held', 'refused'], askToRemove)
  return rows.map(({ place, outcome: from }) => {
    const answer = removed.get(place) ?? removedThen.get(place) ?? refused.get(place) ?? 'gone'
    return { place, from, to: UNDECIDED.has(answer) ? null : (DONE[answer] ?? 'left') }
  })
}

/**
 * Has what a case removed counted again, and what it refused looked at once more and counted. Who
 * declined, erased or signed anew is kept out; so is who has to say yes to newer words first.
 */
export async function undo(
  registrars: Registrars,
  { id: caseId, letterId, undoSentence, finishedAt }: Decided,
  rows: CaseRow[],
  at: number
): Promise<Dealt[]> {
  const why = { sentence: undoSentence ?? undefined, caseId, at }
  const reinstated = await inOrder(rows, ['removed'], (asked) =>
    askForAll<'reinstate'>(
      registrars,
      letterId,
      asked.map((id) => ({ verb: 'reinstate', id, ...why }))
    )
  )
  // What was never counted can’t enter a closed ledger.
  const mayEnter = finishedAt === null ? rows : []
  const reconsidered = await inOrder(mayEnter, ['refused', 'held'], (asked) =>
    askForAll<'reconsider'>(
      registrars,
      letterId,
      asked.map((id) => ({ verb: 'reconsider', id, ...why }))
    )
  )
  const held = rows.filter(({ place }) => reconsidered.get(place) === 'held')
  const released = await inOrder(held, ['refused', 'held'], (asked) =>
    askForAll<'release'>(
      registrars,
      letterId,
      asked.map((id) => ({ verb: 'release', id, at }))
    )
  )
  return rows.map(({ place, state, outcome: from }) => {
    const answer =
      released.get(place) ?? reconsidered.get(place) ?? reinstated.get(place) ?? state ?? 'gone'
    return { place, from, to: UNDECIDED.has(answer) ? null : (UNDONE[answer] ?? 'kept-out') }
  })
}

const UNDECIDED = new Set<string>(['not-yet', 'unknown', 'refusing'])
const DONE: Record<string, CaseOutcome> = { removed: 'removed', refused: 'refused' }
const UNDONE: Record<string, CaseOutcome> = { reinstated: 'reinstated', counted: 'reinstated' }

/** Asks about those in one of these states; their outcomes by place. */
async function inOrder(
  rows: CaseRow[],
  states: SignatureState[],
  ask: (ids: string[]) => Promise<{ outcome: string }[]>
): Promise<Map<number, string>> {
  const asked = rows.flatMap(({ place, id, state }) =>
    id !== null && state !== null && states.includes(state) ? [{ place, id }] : []
  )
  const answers = await ask(asked.map(({ id }) => id))
  return new Map(asked.map(({ place }, i) => [place, answers[i]?.outcome ?? 'unknown']))
}
