import type { Context } from 'hono'
import * as z from 'zod/mini'
import { ask } from '../../ask'
import { askSignIn } from '../../desk/ask-sign-in'
import { cleanLine } from '../../desk/clean-text'
import { endSession, endSessions } from '../../desk/end-sessions'
import { freshen } from '../../desk/freshen'
import { nameYourself } from '../../desk/name-yourself'
import { sessionsOf } from '../../desk/session'
import { tryCode } from '../../desk/try-code'
import { deskPaths } from '../../desk-paths'
import { isWithinRate, RATE_PERIOD_SECONDS } from '../../gate/rate'
import { canSendMail } from '../../mail/mailer'
import { announce } from '../../mail/outbox'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import type { FormState } from '../ui/form-state'
import { visitorAddress } from '../visitor-address'
import { FreshPage } from './fresh-page'
import { signedIn } from './guard'
import { ownPath } from './own-path'
import { dropSession, heldSecret } from './session-cookie'
import { SessionsPage } from './sessions-page'
import { codeProblem, NO_MAIL, NOT_SIX_DIGITS, sixDigits } from './typed-code'

/** Where somebody is signed in, signing out, and fresh codes. */
export const sessionRoutes = new Routes()

const SIGNED_OUT = `${deskPaths.signIn()}?out=`

sessionRoutes.get('/desk/sessions', signedIn, (c) => sessionsPage(c))

sessionRoutes.post('/desk/sessions', signedIn, async (c) => {
  const { action, session } = await readForm(c)
  const { id } = c.get('account')
  if (action === 'end-all') {
    await endSessions(c.env.DB, id)
    dropSession(c)
    return c.redirect(`${SIGNED_OUT}everywhere`, 303)
  }
  if (action === 'end' && session) await endSessions(c.env.DB, id, session)
  return c.redirect(`${deskPaths.sessions()}?done=ended`, 303)
})

// Signing out works for whoever holds the cookie, and twice as well as once.
sessionRoutes.post('/desk/sign-out', async (c) => {
  const secret = heldSecret(c)
  if (secret) await endSession(c.env.DB, secret)
  dropSession(c)
  return c.redirect(`${SIGNED_OUT}here`, 303)
})

const yourName = z._default(
  z.string().check(z.overwrite(cleanLine), z.maxLength(80, 'Use 80 characters or fewer.')),
  ''
)

sessionRoutes.post('/desk/you', signedIn, async (c) => {
  const values = await readForm(c)
  const read = yourName.safeParse(values.name)
  if (!read.success) {
    const name = read.error.issues[0]?.message ?? ''
    return sessionsPage(c, { values, problems: { name } })
  }
  await nameYourself(c.env.DB, c.get('account').id, read.data || null)
  return c.redirect(`${deskPaths.sessions()}?done=named`, 303)
})

sessionRoutes.get('/desk/fresh', signedIn, (c) => {
  const next = nextOf(c, c.req.query('next'))
  const isFresh = (c.get('session').freshUntil ?? 0) > Date.now()
  return isFresh ? c.redirect(next, 303) : freshPage(c, next, c.req.query('asked') !== undefined)
})

sessionRoutes.post('/desk/fresh', signedIn, async (c) => {
  const now = new Date()
  const { MASTER_KEY } = c.get('settings')
  const [account, session] = [c.get('account'), c.get('session')]
  const values = await readForm(c)
  const next = nextOf(c, values.next)
  const asker = { sessionHash: session.hash }
  if (values.action !== 'enter') {
    if (!canSendMail(c.get('settings'))) return freshPage(c, next, false, NO_MAIL, 503)
    if (!(await isWithinRate(c.env.SIGN_RATE, visitorAddress(c), 'sign-in'))) {
      c.header('retry-after', String(RATE_PERIOD_SECONDS))
      return freshPage(
        c,
        next,
        false,
        'Too many codes at once. Wait a minute, then try again.',
        429
      )
    }
    await askSignIn(c.env.DB, MASTER_KEY, account.address, asker, now)
    c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['fresh-code']))
    return c.redirect(`${deskPaths.fresh(next)}&asked=1`, 303)
  }

  const code = sixDigits(values.code)
  if (!code) return freshPage(c, next, true, NOT_SIX_DIGITS, 422)
  const tried = await tryCode(c.env.DB, MASTER_KEY, account.addressKey, asker, code, now)
  if (tried.outcome !== 'right') return freshPage(c, next, true, codeProblem(tried), 422)
  const isFresh = await freshen(c.env.DB, session.hash, tried.id, now)
  return isFresh
    ? c.redirect(next, 303)
    : freshPage(c, next, true, codeProblem({ outcome: 'used' }), 422)
})

function nextOf(c: Context<Site>, next: string | undefined): string {
  return ownPath(next, c.get('settings').ORIGIN) ?? deskPaths.home()
}

function freshPage(
  c: Context<Site>,
  next: string,
  asked: boolean,
  problem?: string,
  status: 200 | 422 | 429 | 503 = 200
) {
  return c.html(<FreshPage account={c.get('account')} {...{ next, asked, problem }} />, status)
}

const SAID = new Map([
  ['ended', 'Signed out there.'],
  ['named', 'Your name is saved.'],
])

async function sessionsPage(c: Context<Site>, form?: FormState) {
  const account = c.get('account')
  const [sessions] = await ask(c.env.DB, sessionsOf(c.env.DB, account.id, new Date()))
  return c.html(
    <SessionsPage
      {...{ account, sessions, form }}
      isSteward={c.get('isSteward')}
      here={c.get('session')}
      said={form ? undefined : SAID.get(c.req.query('done') ?? '')}
    />,
    form ? 422 : 200
  )
}
