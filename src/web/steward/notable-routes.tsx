import type { Context } from 'hono'
import { ask } from '../../ask'
import { deskPaths } from '../../desk-paths'
import { addNotable, readNotable } from '../../notable/add'
import { EVERY_LETTER, notableList } from '../../notable/list'
import { removeNotable } from '../../notable/remove'
import { fullInWords } from '../desk/notable-routes'
import { numberAsked } from '../desk/number-asked'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { StewardNotablePage } from './notable-page'

/** The stewards' list of names that are not shown before their owners were asked. */
export const stewardNotableRoutes = new Routes()

const A_LIST = 100

stewardNotableRoutes.get('/steward/notable', (c) => notablePage(c, EMPTY_FORM, 200))

stewardNotableRoutes.post('/steward/notable', async (c) => {
  const values = await readForm(c)
  const { id } = c.get('account')
  const now = new Date()
  if (values.act === 'remove') {
    await removeNotable(c.env.DB, EVERY_LETTER, numberAsked(values.notable, 0), id, now)
    return c.redirect(`${deskPaths.stewardNotable()}?done=removed`, 303)
  }
  const read = values.act === 'add' ? readNotable(values) : CHOOSE
  if ('problems' in read) return notablePage(c, { values, problems: read.problems }, 422)

  const added = await addNotable(c.env.DB, EVERY_LETTER, read.names, id, now)
  if (added === 'full') {
    return notablePage(c, { values, problems: { names: fullInWords(EVERY_LETTER) } }, 422)
  }
  const done = added > 0 ? 'added' : 'known'
  return c.redirect(`${deskPaths.stewardNotable()}?done=${done}`, 303)
})

const CHOOSE = { problems: { form: 'Choose what to do with one of the buttons.' } }

async function notablePage(c: Context<Site>, form: FormState, status: 200 | 422) {
  const before = numberAsked(c.req.query('before'), Number.MAX_SAFE_INTEGER)
  const [list] = await ask(c.env.DB, notableList(c.env.DB, EVERY_LETTER, before, A_LIST))
  const done = status === 200 ? c.req.query('done') : undefined
  return c.html(<StewardNotablePage {...{ list, form, done }} />, status)
}
