import type { Context } from 'hono'
import { askHost, askHostForm } from '../../desk/ask-host'
import { takeBackHost, takeOffHost } from '../../desk/drop-host'
import { deskHosts, type DeskHost } from '../../desk/hosts'
import { denied, type DeskAct } from '../../desk/rights'
import { teamOf } from '../../desk/team'
import { deskPaths } from '../../desk-paths'
import { announce } from '../../mail/outbox'
import { byField } from '../../signatures/read-form'
import type { Problems } from '../../signatures/signature'
import { readForm, type Posted } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { EMPTY_FORM } from '../ui/form-state'
import type { AtLetter } from './at-letter'
import { DeniedPage } from './denied-page'
import { titleOf } from './desk-page'
import { letterId, reachLetter, signedIn } from './guard'
import { HostsPage, type HostsDone } from './hosts-page'
import { standBehindRoutes, tellOfHosts } from './stand-behind-routes'

/** The groups that stand behind a letter. */
export const hostRoutes = new Routes()
hostRoutes.route('/', standBehindRoutes)

const HOSTS = '/desk/letters/:id{[0-9]+}/hosts'

/** What each button of the page needs. */
const NEEDS = {
  ask: 'ask-hosts',
  'take-back': 'ask-hosts',
  'take-off': 'take-off-host',
} as const satisfies Record<string, DeskAct>

hostRoutes.get(HOSTS, signedIn, async (c) => {
  const reached = await reachLetter(c, 'read', new Date(), deskHosts(c.env.DB, letterId(c)))
  if (reached instanceof Response) return reached
  const [hosts] = reached.answers
  const done = c.req.query('done')
  return c.html(<HostsPage at={reached.at} form={EMPTY_FORM} {...{ hosts, done }} />)
})

hostRoutes.post(HOSTS, signedIn, async (c) => {
  const now = new Date()
  const db = c.env.DB
  const id = letterId(c)
  const values = await readForm(c)
  const reached = await reachLetter(c, 'read', now, deskHosts(db, id), teamOf(db, id))
  if (reached instanceof Response) return reached
  const { at, answers } = reached
  const [hosts, team] = answers
  const action = Object.keys(NEEDS).find((one) => one === values.action) as
    keyof typeof NEEDS | undefined
  if (!action) return c.redirect(deskPaths.hosts(id), 303)

  const act = NEEDS[action]
  const why = denied(at.role, at.stage, act)
  if (why) return c.html(<DeniedPage {...{ at, act, why }} />, why === 'not-now' ? 409 : 403)
  if (action === 'ask') return askAnother(c, at, hosts, values, now)

  const host = hosts.find(({ slug }) => slug === values.host)
  const by = { letterId: id, accountId: c.var.account.id }
  if (!host) return c.redirect(hostsAfter(id, 'unchanged'), 303)
  if (action === 'take-back') {
    const isBack = await takeBackHost(db, by, host, now)
    return c.redirect(hostsAfter(id, isBack ? 'taken-back' : 'unchanged'), 303)
  }
  const told = { title: titleOf(at), team: team.map(({ address }) => address) }
  const isOff = await takeOffHost(db, by, host, told, now)
  if (isOff) await tellOfHosts(c, at.letter)
  return c.redirect(hostsAfter(id, isOff ? 'taken-off' : 'unchanged'), 303)
})

async function askAnother(
  c: Context<Site>,
  at: AtLetter,
  hosts: DeskHost[],
  values: Posted,
  now: Date
) {
  const again = (problems: Problems) =>
    c.html(<HostsPage {...{ at, hosts, form: { values, problems } }} />, 422)
  const read = askHostForm.safeParse({ email: '', ...values })
  if (!read.success) return again(byField(read.error))

  const { account, settings } = c.var
  const letter = { id: at.letter.id, title: at.letter.title || (at.draft?.title ?? '') }
  const outcome = await askHost(c.env.DB, settings.MASTER_KEY, account, letter, read.data, now)
  if (outcome === 'there') return again({ host_name: THERE })
  if (outcome === 'too-many') return again({ form: TOO_MANY })
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['stand-behind']))
  return c.redirect(hostsAfter(at.letter.id, 'asked'), 303)
}

const THERE = 'A group of this name stands behind the letter, or is asked already.'
const TOO_MANY = 'That is enough groups for one day, or for one letter. Try again tomorrow.'

function hostsAfter(id: number, done: HostsDone): string {
  return `${deskPaths.hosts(id)}?done=${done}`
}
