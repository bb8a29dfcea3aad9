import type { Context } from 'hono'
import { askSignIn, CODE_MS } from '../../desk/ask-sign-in'
import { findSignIn } from '../../desk/find-sign-in'
import { hashOf, newSecret } from '../../desk/session'
import { takeSignIn } from '../../desk/take-sign-in'
import { tryCode } from '../../desk/try-code'
import { deskPaths } from '../../desk-paths'
import { canSendMail } from '../../mail/mailer'
import { announce } from '../../mail/outbox'
import { addressKey } from '../../mailbox'
import { emailAddress } from '../../signatures/address'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { whyTooMany } from '../no-mailing'
import { browserInWords } from './browser-words'
import { NotSignedInPage, type NotSignedIn } from './not-signed-in-page'
import { ownPath } from './own-path'
import { giveSession, heldSecret } from './session-cookie'
import { SignInCodePage } from './sign-in-code-page'
import { forgetAsking, rememberAsking, rememberedAsking, type Asking } from './sign-in-cookie'
import { SignInLinkPage } from './sign-in-link-page'
import { SignInPage } from './sign-in-page'
import { codeProblem, NO_MAIL, NOT_SIX_DIGITS, sixDigits } from './typed-code'

/** Signing in at the desk: by a mailed link or code. */
export const signInRoutes = new Routes()

signInRoutes.get('/desk/sign-in', (c) => {
  const next = ownPath(c.req.query('next'), c.get('settings').ORIGIN)
  return c.html(<SignInPage next={next} said={SAID.get(c.req.query('out') ?? '')} />)
})

const SAID = new Map([
  ['here', 'You are signed out.'],
  ['everywhere', 'You are signed out everywhere.'],
])

signInRoutes.post('/desk/sign-in', async (c) => {
  const now = new Date()
  const settings = c.get('settings')
  const values = await readForm(c)
  const next = ownPath(values.next, settings.ORIGIN)
  const again = (email: string, status: 422 | 429 | 503) =>
    c.html(<SignInPage next={next} form={{ values, problems: { email } }} />, status)

  const read = emailAddress.safeParse(values.email ?? '')
  if (!read.success) return again(read.error.issues[0]?.message ?? '', 422)
  if (!canSendMail(settings)) return again(NO_MAIL, 503)
  const tooMany = await whyTooMany(c, 'sign-in')
  if (tooMany) return again(tooMany, 429)

  const secret = (await rememberedAsking(c, now))?.secret ?? newSecret()
  const asker = { browserHash: await hashOf(secret) }
  await askSignIn(c.env.DB, settings.MASTER_KEY, read.data, asker, now)
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['sign-in']))
  await rememberAsking(c, { secret, address: read.data, next, at: now.getTime() })
  return c.redirect(deskPaths.signInCode(), 303)
})

signInRoutes.get('/desk/sign-in/code', async (c) => {
  const asking = await rememberedAsking(c, new Date())
  return asking ? codePage(c, asking) : notSignedIn(c, 'forgotten')
})

signInRoutes.post('/desk/sign-in/code', async (c) => {
  const now = new Date()
  const { MASTER_KEY } = c.get('settings')
  const values = await readForm(c)
  const asking = await rememberedAsking(c, now)
  if (!asking) return notSignedIn(c, 'forgotten')
  const code = sixDigits(values.code)
  if (!code) return codePage(c, asking, NOT_SIX_DIGITS)

  const key = await addressKey(MASTER_KEY, asking.address)
  const asker = { browserHash: await hashOf(asking.secret) }
  const tried = await tryCode(c.env.DB, MASTER_KEY, key, asker, code, now)
  if (tried.outcome === 'used') return notSignedIn(c, 'used', asking.next)
  if (tried.outcome !== 'right') return codePage(c, asking, codeProblem(tried))
  return enter(c, tried, asking.next, now)
})

signInRoutes.get('/desk/sign-in/link', async (c) => {
  const token = c.req.query('t') ?? ''
  const { found, next } = await foundByLink(c, token, new Date())
  return found.outcome === 'ready'
    ? c.html(<SignInLinkPage token={token} address={found.address} />)
    : notSignedIn(c, found.outcome, next)
})

signInRoutes.post('/desk/sign-in/link', async (c) => {
  const now = new Date()
  const values = await readForm(c)
  const { found, next } = await foundByLink(c, values.t ?? '', now)
  return found.outcome === 'ready'
    ? enter(c, found, next, now)
    : notSignedIn(c, found.outcome, next)
})

async function foundByLink(c: Context<Site>, token: string, now: Date) {
  const asking = await rememberedAsking(c, now)
  const browserHash = asking && (await hashOf(asking.secret))
  const found = await findSignIn(c.env.DB, token, browserHash, now)
  return { found, next: asking?.next ?? null }
}

/** A new session for this browser, and on to where it was going. */
async function enter(
  c: Context<Site>,
  signIn: { id: string; address: string },
  next: string | null,
  now: Date
) {
  const held = heldSecret(c)
  const browser = browserInWords(c.req.header('user-agent'))
  const secret = await takeSignIn(
    c.env.DB,
    c.get('settings').MASTER_KEY,
    signIn,
    { browser, endedHash: held && (await hashOf(held)) },
    now
  )
  if (!secret) return notSignedIn(c, 'used', next)
  await giveSession(c, secret, now)
  forgetAsking(c)
  return c.redirect(next ?? deskPaths.home(), 303)
}

function codePage(c: Context<Site>, asking: Asking, problem?: string) {
  return c.html(
    <SignInCodePage
      asking={asking}
      worksUntil={asking.at + CODE_MS}
      mailFrom={c.get('settings').MAIL_FROM}
      problem={problem}
    />,
    problem ? 422 : 200
  )
}

const STATUS = {
  broken: 400,
  expired: 410,
  used: 410,
  'other-browser': 403,
  forgotten: 410,
} as const satisfies Record<NotSignedIn, number>

function notSignedIn(c: Context<Site>, why: NotSignedIn, next: string | null = null) {
  return c.html(<NotSignedInPage why={why} next={next} />, STATUS[why])
}
