import type { Context } from 'hono'
import { doubtsOf } from '../../desk/doubts'
import { readDoubtDecision, settleDoubt } from '../../desk/settle-doubt'
import { deskPaths } from '../../desk-paths'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { DoubtsPage } from './doubts-page'
import { atLetter, letterId, reachLetter, signedIn } from './guard'

/** What is odd about the schools of a letter's signers. */
export const doubtRoutes = new Routes()

const DOUBTS = '/desk/letters/:id{[0-9]+}/schools'
const A_PAGE = 50

doubtRoutes.get(DOUBTS, signedIn, (c) => doubtsPage(c, EMPTY_FORM, 200))

doubtRoutes.post(DOUBTS, signedIn, atLetter('check-schools'), async (c) => {
  const values = await readForm(c)
  const read = readDoubtDecision(values)
  if ('problems' in read) return doubtsPage(c, { values, problems: read.problems }, 422)

  const { at, account } = c.var
  const { id } = at.letter
  const { decision } = read
  if (!(await settleDoubt(c.env.DB, id, decision, account.id, new Date()))) {
    return doubtsPage(c, { values, problems: { form: OVERTAKEN } }, 409)
  }
  const list = decision.act === 'in-order' ? '' : 'list=looked-at&'
  return c.redirect(`${deskPaths.doubts(id)}?${list}done=${decision.act}`, 303)
})

const OVERTAKEN =
  'Nothing was done: somebody of the team decided about it, or it is gone, after this page was made. Look once more.'

async function doubtsPage(c: Context<Site>, form: FormState, status: 200 | 409 | 422) {
  const now = new Date()
  const open = c.req.query('list') !== 'looked-at'
  const asked = Number(c.req.query('before'))
  const before = Number.isSafeInteger(asked) && asked > 0 ? asked : Number.MAX_SAFE_INTEGER
  const found = doubtsOf(c.env.DB, letterId(c), { open, before }, A_PAGE, now)
  const reached = await reachLetter(c, 'check-schools', now, found)
  if (reached instanceof Response) return reached

  const [page] = reached.answers
  const done = status === 200 ? c.req.query('done') : undefined
  return c.html(<DoubtsPage at={reached.at} {...page} {...{ open, form, done }} />, status)
}
