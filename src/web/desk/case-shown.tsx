import type { Context } from 'hono'
import { ask } from '../../ask'
import { isUndo, needsSecondPerson, standingOut } from '../../cases/case'
import { caseOf, decidedAlone, type CaseWithPeople } from '../../cases/find'
import { sampleOf } from '../../cases/sample'
import { openObjections } from '../../cases/settle-objection'
import type { Posted } from '../form'
import type { Site } from '../site'
import type { FormState } from '../ui/form-state'
import { signatures } from '../ui/number'
import { CasePage } from './case-page'
import { reachCases, type AtCases } from './case-reach'
import { CASE_STATES } from './case-words'
import { letterId } from './guard'

const DAY_MS = 24 * 60 * 60 * 1000

/** A case, and those who look at it. */
export type Reached = {
  at: AtCases
  by: { accountId: number; asSteward: boolean }
  one: CaseWithPeople
  needsTwo: boolean
}

/** A case as it is now, and whether one person may decide it alone. */
export async function reachCase(c: Context<Site>, now: Date): Promise<Reached | Response> {
  const db = c.env.DB
  const id = letterId(c)
  const since = now.getTime() - DAY_MS
  const reached = await reachCases(
    c,
    now,
    caseOf(db, id, c.req.param('case') ?? ''),
    decidedAlone(db, id, c.get('account').id, since)
  )
  if (reached instanceof Response) return reached

  const [one, alone] = reached.answers
  if (!one) return c.notFound()
  const n = one.decidedAt === null ? one.listed : standingOut(one)
  const needsTwo = needsSecondPerson(n + alone, one.countedThen ?? 0)
  return { at: reached.at, by: reached.by, one, needsTwo }
}

/** The page of a case as it was reached. */
export async function casePage(
  c: Context<Site>,
  { at, one, needsTwo }: Reached,
  form: FormState,
  status: 200 | 409 | 422 | 503,
  said?: string
) {
  const db = c.env.DB
  const [sample, objections] = await ask(db, sampleOf(db, one), openObjections(db, one.id))
  const accountId = c.get('account').id
  return c.html(
    <CasePage {...{ at, one, sample, objections, form, accountId, needsTwo, said }} />,
    status
  )
}

/** Somebody was there before: what was seen, and what is so now. */
export async function changed(c: Context<Site>, reached: Reached, values: Posted) {
  const anew = await reachCase(c, new Date())
  const is = anew instanceof Response ? reached : anew
  const { state, listed, undoSentence } = is.one
  const seen = Object.hasOwn(CASE_STATES, values.seen_state ?? '')
    ? `You saw it ${CASE_STATES[values.seen_state as typeof state]}, about ${signatures(Number(values.seen_listed) || 0)}. `
    : ''
  const now = `Now it is ${CASE_STATES[state]}${isUndo(is.one) && undoSentence ? ' (to be undone)' : ''}, about ${signatures(listed)}.`
  const form = `Nothing was done: somebody changed this case meanwhile. ${seen}${now}`
  return casePage(c, is, { values, problems: { form } }, 409)
}
