import type { Context } from 'hono'
import { ask } from '../../ask'
import { allow } from '../../desk/allow'
import { disallow } from '../../desk/disallow'
import { deskPaths } from '../../desk-paths'
import { allowedOnes, MOST_ALLOWED } from '../../gate/allowed'
import { announce } from '../../mail/outbox'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import type { FormState } from '../ui/form-state'
import { AllowedPage } from './allowed-page'
import { readAllowed } from './read-allowed'

/** Which networks and mail domains stewards know. */
export const allowedRoutes = new Routes()

const SAID = new Map([
  ['added', 'It stands on the list, from now on.'],
  ['removed', 'It is off the list.'],
])

allowedRoutes.get('/steward/allowed', (c) => allowedPage(c))

allowedRoutes.post('/steward/allowed', async (c) => {
  const now = new Date()
  const { DB, MAIL_QUEUE } = c.env
  const { id } = c.get('account')
  const values = await readForm(c)
  const { action, kind, value = '' } = values
  if (action === 'remove' && (kind === 'network' || kind === 'domain')) {
    await disallow(DB, id, { kind, value }, now)
    return c.redirect(`${deskPaths.stewardAllowed()}?done=removed`, 303)
  }
  const read = readAllowed(values)
  if ('problems' in read) return allowedPage(c, { values, problems: read.problems })
  const [known] = await ask(DB, allowedOnes(DB))
  if (known.length >= MOST_ALLOWED) return allowedPage(c, { values, problems: { value: FULL } })

  if (!(await allow(DB, c.get('settings').MASTER_KEY, id, read.one, now))) {
    const problem = `${read.one.value} stands on the list already.`
    return allowedPage(c, { values, problems: { value: problem } })
  }
  c.executionCtx.waitUntil(announce(MAIL_QUEUE, ['allowed']))
  return c.redirect(`${deskPaths.stewardAllowed()}?done=added`, 303)
})

const FULL = `The list holds ${MOST_ALLOWED} at most. Take one off first, or name a wider network.`

async function allowedPage(c: Context<Site>, form?: FormState) {
  const [allowed] = await ask(c.env.DB, allowedOnes(c.env.DB))
  const said = form ? undefined : SAID.get(c.req.query('done') ?? '')
  return c.html(<AllowedPage {...{ allowed, said, form }} />, form ? 422 : 200)
}
