import type { Context } from 'hono'
import { openAlarms } from '../../alarm'
import { ask } from '../../ask'
import { decideApproval, waitingToLaunch } from '../../desk/approvals'
import { auditOf } from '../../desk/audit'
import { chooseLaunching } from '../../desk/choose-launching'
import { cleanLine } from '../../desk/clean-text'
import { inviteToLaunch } from '../../desk/invite-to-launch'
import { pauseAll } from '../../desk/pause-all'
import { siteChoices } from '../../desk/site-choices'
import { deskPaths } from '../../desk-paths'
import { announce } from '../../mail/outbox'
import { theirAddress } from '../../signatures/address'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import type { FormState } from '../ui/form-state'
import { wordsField } from './approval-queue'
import { readChoices } from './read-choices'
import { readSentence } from './sentence'
import { SitePage } from './site-page'

/** What stewards choose for the site, and what waits for them. */
export const stewardSiteRoutes = new Routes()

stewardSiteRoutes.get('/steward', (c) => sitePage(c))

const SAID = new Map([
  ['chosen', 'Saved.'],
  ['invited', 'Invited. The mail is on its way.'],
  ['invited-before', 'That address may launch letters already. No mail was sent.'],
  ['allowed', 'Allowed. They get mail.'],
  ['refused', 'Refused. They get mail.'],
  ['paused', 'Paused.'],
  ['resumed', 'It goes on.'],
])

stewardSiteRoutes.post('/steward/launching', async (c) => {
  const now = new Date()
  const values = await readForm(c)
  const read = readChoices(values)
  if ('problems' in read) return sitePage(c, { values, problems: read.problems }, 422)

  const { was, to } = read
  const isDone = was && (await chooseLaunching(c.env.DB, c.get('account').id, was, to, now))
  const [stands] = isDone ? [to] : await ask(c.env.DB, siteChoices(c.env.DB))
  return stands.launching === to.launching && stands.mailsADay === to.mailsADay
    ? done(c, 'chosen')
    : sitePage(c, { values, problems: { launching: CHOSEN_MEANWHILE } }, 409)
})

const CHOSEN_MEANWHILE =
  'Somebody has chosen otherwise meanwhile, as “What stewards did” says. What you chose is below, and not saved yet: save it again if it should stand.'

stewardSiteRoutes.post('/steward/invitations', async (c) => {
  const values = await readForm(c)
  const email = theirAddress.safeParse(values.email ?? '')
  if (!email.success) {
    const problems = { email: email.error.issues[0]?.message ?? '' }
    return sitePage(c, { values, problems }, 422)
  }
  const { MASTER_KEY } = c.get('settings')
  const { id } = c.get('account')
  const isNew = await inviteToLaunch(c.env.DB, MASTER_KEY, id, email.data, new Date())
  announceSoon(c)
  return done(c, isNew ? 'invited' : 'invited-before')
})

stewardSiteRoutes.post('/steward/approvals', async (c) => {
  const values = await readForm(c)
  const [waiting] = await ask(c.env.DB, waitingToLaunch(c.env.DB))
  const one = waiting.find(({ accountId, askedAt }) => {
    return String(accountId) === values.account && String(askedAt) === values.asked_at
  })
  if (!one) return sitePage(c, { values, problems: { form: DECIDED } }, 409)

  const field = wordsField(one.accountId)
  const { decision } = values
  const words = cleanLine(values[field] ?? '')
  const problem = approvalProblem(decision, words)
  if (problem) return sitePage(c, { values, problems: { [field]: problem } }, 422)

  const allowed = decision === 'allow'
  const { id } = c.get('account')
  if (!(await decideApproval(c.env.DB, id, one, { allowed, words }, new Date()))) {
    return sitePage(c, { values, problems: { form: DECIDED } }, 409)
  }
  announceSoon(c)
  return done(c, allowed ? 'allowed' : 'refused')
})

const DECIDED = 'This was decided meanwhile, by you or another steward. Nothing more was done.'

function approvalProblem(decision: string | undefined, words: string): string | null {
  if (decision !== 'allow' && decision !== 'refuse') return 'Press “Allow” or “Refuse”.'
  if (words.length > 500) return 'Use 500 characters or fewer.'
  return decision === 'refuse' && words === ''
    ? 'Say what would have to change, so that they can go on.'
    : null
}

stewardSiteRoutes.post('/steward/pauses', async (c) => {
  const values = await readForm(c)
  const what = values.what === 'launching' ? 'launching' : 'signing'
  const field = `${what}_paused`
  const isPause = values.action === 'pause'
  const read = isPause ? readSentence(values[field]) : { sentence: null }
  if ('problem' in read) return sitePage(c, { values, problems: { [field]: read.problem } }, 422)

  const { sentence } = read
  const pause = { what, was: values.was || null, sentence } as const
  const isDone = await pauseAll(c.env.DB, c.get('account').id, pause, new Date())
  const [choices] = isDone ? [null] : await ask(c.env.DB, siteChoices(c.env.DB))
  const stands = choices?.[what === 'signing' ? 'signingPaused' : 'launchingPaused']
  return isDone || stands === sentence
    ? done(c, isPause ? 'paused' : 'resumed')
    : sitePage(c, { values, problems: { form: PAUSED_MEANWHILE } }, 409)
})

const PAUSED_MEANWHILE =
  'Another steward was here meanwhile. What stands now is below; nothing more was done.'

function done(c: Context<Site>, what: string) {
  return c.redirect(`${deskPaths.steward()}?done=${what}`, 303)
}

function announceSoon(c: Context<Site>) {
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['steward']))
}

async function sitePage(c: Context<Site>, form?: FormState, status: 200 | 409 | 422 = 200) {
  const { DB } = c.env
  const [choices, waiting, alarms, audit] = await ask(
    DB,
    siteChoices(DB),
    waitingToLaunch(DB),
    openAlarms(DB),
    auditOf(DB, null)
  )
  const said = form ? undefined : SAID.get(c.req.query('done') ?? '')
  return c.html(<SitePage {...{ choices, waiting, alarms, audit, said, form }} />, status)
}
