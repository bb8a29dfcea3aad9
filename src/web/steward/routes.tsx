import type { Context } from 'hono'
import { openAlarms } from '../../alarm'
import { ask } from '../../ask'
import { giveUp } from '../../mail/give-up'
import { outageOf, tryNow } from '../../mail/outage'
import { announce } from '../../mail/outbox'
import { sendAgain } from '../../mail/send-again'
import { trafficOf } from '../../mail/traffic'
import { troubledMails, type Which } from '../../mail/troubled'
import { paths } from '../../paths'
import { readForm, type Posted } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { MailPage } from './mail-page'
import { OperationsPage } from './operations-page'

const SHOWN = 100

/** How the site is doing: alarms, and mail. */
export const stewardRoutes = new Routes()

stewardRoutes.get('/steward/operations', async (c) => {
  const [alarms] = await ask(c.env.DB, openAlarms(c.env.DB))
  return c.html(<OperationsPage alarms={alarms} now={new Date()} />)
})

stewardRoutes.get('/steward/mail', async (c) => {
  const now = new Date()
  const [traffic, outage, troubled] = await ask(
    c.env.DB,
    trafficOf(c.env.DB, now),
    outageOf(c.env.DB),
    troubledMails(c.env.DB, SHOWN)
  )
  return c.html(<MailPage {...{ traffic, outage, troubled, now }} done={c.req.query('done')} />)
})

stewardRoutes.post('/steward/mail', async (c) => {
  const done = await act(c, await readForm(c))
  return c.redirect(`${paths.stewardMail()}?done=${done}`, 303)
})

/** Does what a button asks for. A form that says nothing clear changes nothing. */
async function act(c: Context<Site>, values: Posted) {
  const now = new Date()
  const { DB, MAIL_QUEUE } = c.env
  if (values.action === 'try-now') {
    await tryNow(DB, now)
    c.executionCtx.waitUntil(announce(MAIL_QUEUE, ['outage']))
    return 'tried'
  }
  const which = readWhich(values)
  if (which && values.action === 'send-again') {
    const ids = await sendAgain(DB, c.get('settings').MASTER_KEY, which, now)
    c.executionCtx.waitUntil(announce(MAIL_QUEUE, ids))
    return ids.length > 0 ? 'sent-again' : 'nothing'
  }
  if (which && values.action === 'give-up') {
    return (await giveUp(DB, which, now)) > 0 ? 'given-up' : 'nothing'
  }
  return 'nothing'
}

function readWhich({ id, state }: Posted): Which | null {
  if (id) return { id }
  return state === 'refused' || state === 'unknown' ? { state } : null
}
