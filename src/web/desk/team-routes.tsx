import type { Context, MiddlewareHandler } from 'hono'
import * as z from 'zod/mini'
import { ask } from '../../ask'
import { auditOf } from '../../desk/audit'
import { invitationsOf, takeBack } from '../../desk/invitation'
import { invite } from '../../desk/invite'
import { denied, type DeskAct, type InvitedRole } from '../../desk/rights'
import { changeRole, handOver, removeMember, teamOf } from '../../desk/team'
import { deskPaths } from '../../desk-paths'
import { announce } from '../../mail/outbox'
import { emailAddress } from '../../signatures/address'
import { readForm, type Posted } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { AuditPage } from './audit-page'
import { DeniedPage } from './denied-page'
import { atLetter, freshly, signedIn } from './guard'
import { invitationRoutes } from './invitation-routes'
import { TeamPage, type TeamDone } from './team-page'

/** Who works on a letter, and what they did. */
export const teamRoutes = new Routes()
teamRoutes.route('/', invitationRoutes)

const INVITED = ['editor', 'checker', 'reader'] as const satisfies InvitedRole[]

const inviteForm = z.object({
  email: emailAddress,
  role: z.enum(INVITED, 'Choose what they are asked to be.'),
})

/** What each button of the team's page needs. */
const NEEDS = {
  invite: 'invite-team',
  'take-back': 'invite-team',
  'change-role': 'change-team',
  remove: 'change-team',
  leave: 'leave-team',
} as const satisfies Record<string, DeskAct>

const TEAM = '/desk/letters/:id{[0-9]+}/team'

teamRoutes.get(TEAM, signedIn, atLetter('read'), (c) => teamPage(c, EMPTY_FORM))

/** Taking somebody out of the team takes a fresh code of whoever may. */
const removingFreshly: MiddlewareHandler<Site> = async (c, next) => {
  const { action } = await readForm(c)
  const { role, stage } = c.var.at
  const removes = action === 'remove' && denied(role, stage, NEEDS.remove) === null
  return removes ? freshly(c, next) : next()
}

teamRoutes.post(TEAM, signedIn, atLetter('read'), removingFreshly, async (c) => {
  const values = await readForm(c)
  const { at } = c.var
  const action = Object.keys(NEEDS).find((one) => one === values.action) as
    keyof typeof NEEDS | undefined
  if (!action) return c.redirect(deskPaths.team(at.letter.id), 303)

  const why = denied(at.role, at.stage, NEEDS[action])
  if (why) return c.html(<DeniedPage at={at} act={NEEDS[action]} why={why} />, 403)
  if (action === 'invite') return inviteInto(c, values)
  const done = await change(c, action, values)
  const gone = action === 'leave' && done === 'left'
  return c.redirect(gone ? deskPaths.home() : teamAfter(at.letter.id, done), 303)
})

// A form of its own, since it asks for a fresh code first.
teamRoutes.get(`${TEAM}/hand-over`, signedIn, atLetter('hand-over'), freshly, (c) =>
  teamPage(c, EMPTY_FORM, true)
)

teamRoutes.post(`${TEAM}/hand-over`, signedIn, atLetter('hand-over'), freshly, async (c) => {
  const { account, at } = c.var
  const values = await readForm(c)
  const by = { letterId: at.letter.id, accountId: account.id }
  const done = await handOver(c.env.DB, by, Number(values.who), new Date())
  return c.redirect(teamAfter(at.letter.id, done ? 'handed-over' : 'unchanged'), 303)
})

teamRoutes.get('/desk/letters/:id{[0-9]+}/audit', signedIn, atLetter('read'), async (c) => {
  const { at } = c.var
  const before = Number(c.req.query('before')) || null
  const [lines] = await ask(c.env.DB, auditOf(c.env.DB, at.letter.id, before))
  return c.html(<AuditPage at={at} lines={lines} isFirst={before === null} />)
})

async function inviteInto(c: Context<Site>, values: Posted) {
  const { account, at } = c.var
  const read = inviteForm.safeParse({ email: '', ...values })
  if (!read.success) {
    const problems: FormState['problems'] = {}
    for (const { path, message } of read.error.issues) problems[String(path[0])] ??= message
    return teamPage(c, { values, problems })
  }
  const { email: address, role } = read.data
  const letter = { id: at.letter.id, title: at.letter.title || (at.draft?.title ?? '') }
  const master = c.get('settings').MASTER_KEY
  const done = await invite(c.env.DB, master, account, letter, { address, role }, new Date())
  if (done !== 'invited') return teamPage(c, { values, problems: { email: NOT_INVITED[done] } })
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['invitation']))
  return c.redirect(teamAfter(letter.id, 'invited'), 303)
}

const NOT_INVITED = {
  member: 'Somebody with this address is in the team already.',
  'too-many': 'That is enough invitations for one day. Try again tomorrow.',
}

async function change(
  c: Context<Site>,
  action: 'take-back' | 'change-role' | 'remove' | 'leave',
  values: Posted
): Promise<TeamDone> {
  const { account, at } = c.var
  const by = { letterId: at.letter.id, accountId: account.id }
  const now = new Date()
  const who = action === 'leave' ? account.id : Number(values.who)
  switch (action) {
    case 'take-back':
      return (await takeBack(c.env.DB, by, values.invited ?? '', now)) ? 'taken-back' : 'unchanged'
    case 'change-role': {
      const role = INVITED.find((one) => one === values.role)
      const changed = role && (await changeRole(c.env.DB, by, who, role, now))
      return changed ? 'role-changed' : 'unchanged'
    }
    case 'remove':
      return (await removeMember(c.env.DB, by, who, now)) ? 'removed' : 'unchanged'
    case 'leave':
      return (await removeMember(c.env.DB, by, who, now)) ? 'left' : 'unchanged'
  }
}

async function teamPage(c: Context<Site>, form: FormState, handsOver = false) {
  const { account, at } = c.var
  const [members, invitations] = await ask(
    c.env.DB,
    teamOf(c.env.DB, at.letter.id),
    invitationsOf(c.env.DB, at.letter.id, new Date())
  )
  const done = c.req.query('done')
  return c.html(
    <TeamPage {...{ at, account, members, invitations, form, done, handsOver }} />,
    Object.keys(form.problems).length > 0 ? 422 : 200
  )
}

function teamAfter(letterId: number, done: TeamDone): string {
  return `${deskPaths.team(letterId)}?done=${done}`
}
