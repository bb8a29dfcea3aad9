import { readCriteria } from '../../cases/criteria-form'
import { CASE_ACTS } from '../../cases/decide'
import { asTyped } from '../../cases/typed-criteria'
import { listAnew } from '../../cases/write-criteria'
import { deskPaths } from '../../desk-paths'
import { readForm } from '../form'
import { Routes } from '../routing'
import { CaseCriteriaPage } from './case-criteria-page'
import { changed, reachCase } from './case-shown'
import { signedIn } from './guard'

/** Which signatures a case is about, chosen anew. */
export const caseCriteriaRoutes = new Routes()

const CRITERIA = '/desk/letters/:id{[0-9]+}/cases/:case{[0-9a-f-]{36}}/criteria'

caseCriteriaRoutes.get(CRITERIA, signedIn, async (c) => {
  const reached = await reachCase(c, new Date())
  if (reached instanceof Response) return reached

  const { at, one } = reached
  if (!CASE_ACTS.decide.some((state) => state === one.state)) return changed(c, reached, {})
  const form = { values: asTyped(one.criteria), problems: {} }
  return c.html(<CaseCriteriaPage {...{ at, one, form }} />)
})

caseCriteriaRoutes.post(CRITERIA, signedIn, async (c) => {
  const now = new Date()
  const reached = await reachCase(c, now)
  if (reached instanceof Response) return reached

  const { at, by, one } = reached
  const values = await readForm(c)
  const { DB } = c.env
  const master = c.get('settings').MASTER_KEY
  const read = await readCriteria(DB, master, at.letter, values, one.criteria)
  if ('problems' in read) {
    const form = { values, problems: read.problems }
    return c.html(<CaseCriteriaPage {...{ at, one, form }} />, 422)
  }
  const isAsSeen = one.version === Number(values.version)
  const listed = isAsSeen && (await listAnew(DB, one, read.criteria, by, now))
  return listed
    ? c.redirect(`${deskPaths.case(at.letter.id, one.id)}?done=listed`, 303)
    : changed(c, reached, values)
})
