import { readCriteria } from '../../cases/criteria-form'
import { endedCases, livingCases } from '../../cases/list'
import { openCase } from '../../cases/write-criteria'
import { deskPaths } from '../../desk-paths'
import { readForm } from '../form'
import { Routes } from '../routing'
import { signatures } from '../ui/number'
import { CaseCriteriaPage } from './case-criteria-page'
import { reachCases } from './case-reach'
import { CasesPage } from './cases-page'
import { letterId, signedIn } from './guard'

/** The cases of a letter, and new ones. */
export const caseListRoutes = new Routes()

const CASES = '/desk/letters/:id{[0-9]+}/cases'
const NEW = '/desk/letters/:id{[0-9]+}/cases/new'
const A_PAGE = 50

caseListRoutes.get(CASES, signedIn, async (c) => {
  const db = c.env.DB
  const id = letterId(c)
  const asked = Number(c.req.query('before'))
  const before = Number.isSafeInteger(asked) && asked > 0 ? asked : Number.MAX_SAFE_INTEGER
  const reached = await reachCases(
    c,
    new Date(),
    livingCases(db, id),
    endedCases(db, id, before, A_PAGE + 1)
  )
  if (reached instanceof Response) return reached

  const [living, found] = reached.answers
  const ended = found.slice(0, A_PAGE)
  const next = found.length > A_PAGE ? (ended.at(-1)?.openedAt ?? null) : null
  return c.html(<CasesPage at={reached.at} {...{ living, ended, next }} />)
})

caseListRoutes.get(NEW, signedIn, async (c) => {
  const reached = await reachCases(c, new Date())
  if (reached instanceof Response) return reached

  const form = { values: c.req.query(), problems: {} }
  return c.html(<CaseCriteriaPage at={reached.at} one={null} form={form} />)
})

caseListRoutes.post(CASES, signedIn, async (c) => {
  const now = new Date()
  const reached = await reachCases(c, now)
  if (reached instanceof Response) return reached

  const { at, by } = reached
  const values = await readForm(c)
  const read = await readCriteria(c.env.DB, c.get('settings').MASTER_KEY, at.letter, values, null)
  if ('problems' in read) {
    const form = { values, problems: read.problems }
    return c.html(<CaseCriteriaPage at={at} one={null} form={form} />, 422)
  }
  const { id, nobody } = await openCase(c.env.DB, at.letter.id, read.criteria, by, now)
  if (nobody) {
    const form = { values, problems: { form: nobodyFound(nobody) } }
    return c.html(<CaseCriteriaPage at={at} one={null} form={form} />, 422)
  }
  return c.redirect(deskPaths.case(at.letter.id, id), 303)
})

function nobodyFound({ elsewhere }: { elsewhere: number }): string {
  return elsewhere > 0
    ? `${signatures(elsewhere)} would fit, all in another case: decide that one first.`
    : 'No signature fits all of this, so no case was made. Leave out what need not fit, or look at how it is spelt.'
}
