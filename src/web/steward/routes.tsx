import type { Context } from 'hono'
import { openAlarms } from '../../alarm'
import { ask } from '../../ask'
import { casesAnywhere, heldAnywhere, pressedAnywhere } from '../../cases/across-letters'
import { reachAgain } from '../../desk/reach-again'
import { failingMail } from '../../mail/failing'
import { giveUp } from '../../mail/give-up'
import { outageOf, tryNow } from '../../mail/outage'
import { announce } from '../../mail/outbox'
import { outcomesOf } from '../../mail/outcome'
import { sendAgain } from '../../mail/send-again'
import { trafficOf } from '../../mail/traffic'
import { troubledMails, type Which } from '../../mail/troubled'
import { countUnreachable } from '../../mail/unreachable'
import { paths } from '../../paths'
import { loadedRegisters } from '../../register/loaded'
import { registrarStates } from '../../registrar/list-registrars'
import { theirAddress } from '../../signatures/address'
import { readForm, type Posted } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import type { FormState } from '../ui/form-state'
import { MailPage } from './mail-page'
import { OperationsPage } from './operations-page'
import { RegisterPage } from './register-page'

const SHOWN = 100

/** How the site is doing: alarms, mail, and which schools it knows. */
export const stewardRoutes = new Routes()

stewardRoutes.get('/steward/operations', async (c) => {
  const now = new Date()
  const { DB } = c.env
  const [alarms, cases, held, pressed, failing, registrars] = await ask(
    DB,
    openAlarms(DB),
    casesAnywhere(DB),
    heldAnywhere(DB),
    pressedAnywhere(DB, now),
    failingMail(DB),
    registrarStates(DB)
  )
  const waits = { cases, held, pressed, failing, registrars }
  return c.html(<OperationsPage {...{ alarms, now, ...waits }} />)
})

stewardRoutes.get('/steward/register', async (c) => {
  const [registers] = await ask(c.env.DB, loadedRegisters(c.env.DB))
  return c.html(<RegisterPage registers={registers} />)
})

stewardRoutes.get('/steward/mail', (c) => mailPage(c))

stewardRoutes.post('/steward/mail', async (c) => {
  const values = await readForm(c)
  if (values.action === 'reach-again') return reach(c, values)
  const done = await act(c, values)
  return c.redirect(`${paths.stewardMail()}?done=${done}`, 303)
})

async function mailPage(c: Context<Site>, form?: FormState) {
  const now = new Date()
  const [traffic, outage, troubled, outcomes, unreachable] = await ask(
    c.env.DB,
    trafficOf(c.env.DB, now),
    outageOf(c.env.DB),
    troubledMails(c.env.DB, SHOWN),
    outcomesOf(c.env.DB, null),
    countUnreachable(c.env.DB)
  )
  const hears = c.get('settings').RESEND_WEBHOOK_SECRET !== undefined
  const asked = { traffic, outage, troubled, outcomes, unreachable, hears }
  const page = <MailPage {...asked} {...{ now, form }} done={c.req.query('done')} />
  return c.html(page, form ? 422 : 200)
}

/** A steward may know whether anything stood against an address; nobody else is told. */
async function reach(c: Context<Site>, values: Posted) {
  const email = theirAddress.safeParse(values.email ?? '')
  if (!email.success) {
    return mailPage(c, { values, problems: { email: email.error.issues[0]?.message ?? '' } })
  }
  const { MASTER_KEY } = c.get('settings')
  const { id } = c.get('account')
  const wasShut = await reachAgain(c.env.DB, MASTER_KEY, email.data, id, new Date())
  return c.redirect(`${paths.stewardMail()}?done=${wasShut ? 'reached' : 'not-shut'}`, 303)
}

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
