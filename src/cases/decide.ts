import { ask } from '../ask'
import { noticeTo } from '../mail/send-notice'
import {
  aloneAtMost,
  isUndo,
  needsSecondPerson,
  standingOut,
  type CaseState,
  type SignatureCase,
} from './case'
import { changeCase, type CaseBy } from './change'
import { decidedAlone } from './find'
import { decidersOf, type Decider } from './deciders'
import type { Decision } from './decision-form'

const DAY_MS = 24 * 60 * 60 * 1000

/** What somebody may do to a case, beside choosing what it is about. */
export const CASE_ACTS = {
  decide: ['suggested', 'open'],
  'take-back': ['asked'],
  'send-back': ['asked'],
  approve: ['asked'],
  dismiss: ['suggested', 'open', 'asked'],
  pause: ['running', 'undoing'],
  resume: ['paused'],
  cancel: ['running', 'undoing', 'paused'],
  undo: ['done', 'cancelled'],
} as const satisfies Record<string, readonly CaseState[]>

export type CaseAct = keyof typeof CASE_ACTS

/** Why an act on a case is not done, if it is not. */
export type CaseRefusal = 'changed' | 'your-own' | 'nothing-listed'

/**
 * The state that a case is in then. Where the rule wants a second person, deciding is asking one,
 * and whoever asked can’t approve. Refused if the case is no longer as it was seen.
 */
export async function decideCase(
  db: D1Database,
  one: SignatureCase,
  act: CaseAct,
  decision: Decision,
  by: CaseBy & { who: string; stewards: string[]; title: string },
  now: Date
): Promise<{ state: CaseState } | { refused: CaseRefusal }> {
  const from: readonly CaseState[] = CASE_ACTS[act]
  if (one.version !== decision.version || !from.includes(one.state)) return { refused: 'changed' }
  if (act === 'approve' && one.askedBy === by.accountId) return { refused: 'your-own' }
  const n = act === 'undo' ? standingOut(one) : one.listed
  if ((act === 'decide' || act === 'undo') && n === 0) return { refused: 'nothing-listed' }

  const since = now.getTime() - DAY_MS
  const [alone, others] = await ask(
    db,
    decidedAlone(db, one.letterId, by.accountId, since),
    decidersOf(db, one.letterId)
  )
  const needsTwo = needsSecondPerson(n + alone, one.countedThen ?? 0)
  const to = changeBy(act, one, decision, by.accountId, needsTwo, now)
  const mails = mailsFor(one, to.state, by, others)
  const audit = { act: `case-${act}`, detail: { case: one.id, n } }
  const { accountId, asSteward } = by
  const done = { accountId, asSteward, ...audit }
  const decidesAlone = (act === 'decide' || act === 'undo') && !needsTwo
  const limit = decidesAlone ? { since, most: aloneAtMost(one.countedThen ?? 0) - n } : null
  const changed = await changeCase(db, one, to, done, mails, now, limit)
  return changed ? { state: to.state } : { refused: 'changed' }
}

type Change = Parameters<typeof changeCase>[2] & { state: CaseState }

function changeBy(
  act: CaseAct,
  one: SignatureCase,
  { reason, sentence, note }: Decision,
  me: number,
  needsTwo: boolean,
  now: Date
): Change {
  const decided = { decidedBy: me, decidedAt: now.getTime() }
  const ended = { endedAt: now.getTime() }
  switch (act) {
    case 'decide': {
      const words = { reason, sentence, askedBy: me, note: null }
      return needsTwo
        ? { ...words, state: 'asked' }
        : { ...words, ...decided, state: 'running', fromTheStart: true }
    }
    case 'undo': {
      const words = { undoSentence: sentence, askedBy: me, note: null }
      return needsTwo
        ? { ...words, state: 'asked' }
        : { ...words, ...decided, state: 'undoing', fromTheStart: true }
    }
    case 'approve':
      return { ...decided, state: isUndo(one) ? 'undoing' : 'running', fromTheStart: true }
    case 'take-back':
    case 'send-back':
      return isUndo(one)
        ? { state: stateBeforeUndo(one), undoSentence: null, note }
        : { state: 'open', note }
    case 'dismiss':
      return isUndo(one)
        ? { state: stateBeforeUndo(one), undoSentence: null, note }
        : { ...decided, ...ended, state: 'dismissed', note }
    case 'pause':
      return { state: 'paused' }
    case 'resume':
      return { state: isUndo(one) ? 'undoing' : 'running' }
    case 'cancel':
      return isUndo(one)
        ? { ...ended, state: stateBeforeUndo(one), undoSentence: null }
        : { ...ended, state: 'cancelled' }
  }
}

/** Carried out to the end, or stopped before that. */
function stateBeforeUndo({ results, listed }: SignatureCase): CaseState {
  const dealt = Object.values(results).reduce((sum, n) => sum + n, 0)
  return dealt < listed ? 'cancelled' : 'done'
}

/** Who is asked: the others who may decide, and stewards if there are none. Who asked hears the answer. */
function mailsFor(
  one: SignatureCase,
  state: CaseState,
  by: CaseBy & { who: string; stewards: string[]; title: string },
  team: Decider[]
) {
  const news = { notice: 'case-news' as const, caseId: one.id, letterId: one.letterId }
  if (state === 'asked') {
    const others = team.filter(({ id }) => id !== by.accountId).map(({ address }) => address)
    const asked = { ...news, news: 'asked' as const, title: by.title, by: by.who, n: one.listed }
    return noticeTo(asked, others.length > 0 ? others : by.stewards)
  }
  const asker = team.filter(({ id }) => id === one.askedBy && id !== by.accountId)
  if (one.state !== 'asked') return []
  const answered = { ...news, news: 'answered' as const, title: by.title, by: by.who }
  return noticeTo(
    answered,
    asker.map(({ address }) => address)
  )
}
