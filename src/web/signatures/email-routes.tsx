import type { Context } from 'hono'
import { ask } from '../../ask'
import { domainNumber, ownDomainOf } from '../../gate/arrival'
import { isWithinRate, RATE_PERIOD_SECONDS } from '../../gate/rate'
import { letterOf } from '../../letters/find'
import type { Letter } from '../../letters/letter'
import { isOpen } from '../../letters/state'
import { signLink } from '../../link'
import { slowSince } from '../../mail/slow'
import { waitsUntil } from '../../mail/turn'
import { paths } from '../../paths'
import { askForLinks } from '../../signatures/ask-for-links'
import { enterCode } from '../../signatures/enter-code'
import { LINK_MS } from '../../signatures/sign'
import { likelyAddress } from '../../signatures/typo'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { addressTypedFor, rememberedAddress } from '../typed-address'
import { visitorAddress } from '../visitor-address'
import { announceScheduled } from './announce-scheduled'
import { CheckYourEmailPage } from './check-your-email-page'
import { LinksAskedPage } from './links-asked-page'
import { mayFollow } from './may-follow'
import { readMailRequest } from './mail-request'
import { MyDataPage } from './my-data-page'
import { worksUntil } from './works-until'
import { wrongCode } from './wrong-code'

export const emailRoutes = new Routes()

emailRoutes.get('/letters/:slug/check-your-email', async (c) => {
  const read = await readLetter(c, c.req.param('slug'), new Date())
  if (!read) return c.notFound()
  return checkYourEmail(c, read, { sentAgain: c.req.query('sent') === 'again' })
})

// A phone opens a restored tab with GET, without the form that led to it.
emailRoutes.get('/letters/:slug{[a-z0-9-]+}/code', (c) =>
  c.redirect(paths.checkYourEmail(c.req.param('slug')), 303)
)
emailRoutes.get('/letters/:slug{[a-z0-9-]+}/links', (c) =>
  c.redirect(paths.checkYourEmail(c.req.param('slug')), 303)
)

emailRoutes.post('/letters/:slug/code', async (c) => {
  const now = new Date()
  const { MASTER_KEY } = c.get('settings')
  const { code = '' } = await readForm(c)
  const read = await readLetter(c, c.req.param('slug'), now)
  if (!read) return c.notFound()

  const { letter } = read
  const again = (problem: string, status: 422 | 429 = 422) =>
    checkYourEmail(c, read, { problem, status })
  const typed = await rememberedAddress(c, letter, now)
  const digits = code.replace(/\s/g, '')
  if (!typed) return again('We no longer know in this browser who is signing. Use the link.')
  if (!/^\d{6}$/.test(digits)) return again('Enter the six digits from the mail.')
  if (!(await isWithinRate(c.env.SIGN_RATE, visitorAddress(c), 'code'))) {
    c.header('retry-after', String(RATE_PERIOD_SECONDS))
    return again('Too many codes at once from your network. Wait a minute, or use the link.', 429)
  }

  const entered = await enterCode(c.env.DB, MASTER_KEY, letter.id, typed.address, digits, now)
  if (entered.outcome === 'used-up') {
    return again('Too many codes were tried for this address today. Use the link in the mail.')
  }
  if (entered.outcome === 'wrong') return again(wrongCode(entered.triesLeft))
  const token = await signLink(MASTER_KEY, 'confirm', entered.id, entered.expiresAt)
  return c.redirect(paths.confirm(token), 303)
})

emailRoutes.post('/letters/:slug/links', async (c) => {
  const now = new Date()
  const slug = c.req.param('slug')
  const values = await readForm(c)
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug }))
  if (!letter || !(await mayFollow(c, letter, now))) return c.notFound()

  const asked = await readMailRequest(c, values.email)
  if ('problem' in asked) {
    const form = { values, problems: { email: asked.problem } }
    return c.html(<LinksAskedPage letter={letter} form={form} />, asked.status)
  }
  const mail = await askForLinks(c.env.DB, c.get('settings'), letter.id, asked.email, now)
  c.executionCtx.waitUntil(announceScheduled(c.env.MAIL_QUEUE, mail, now))

  const typed = await rememberedAddress(c, letter, now)
  return asked.email === typed?.address
    ? c.redirect(`${paths.checkYourEmail(slug)}?sent=again`, 303)
    : c.html(<LinksAskedPage letter={letter} />)
})

emailRoutes.get('/my-data', (c) => c.html(<MyDataPage />))

emailRoutes.post('/my-data', async (c) => {
  const now = new Date()
  const values = await readForm(c)
  const asked = await readMailRequest(c, values.email)
  if ('problem' in asked) {
    const form = { values, problems: { email: asked.problem } }
    return c.html(<MyDataPage form={form} />, asked.status)
  }
  const mail = await askForLinks(c.env.DB, c.get('settings'), null, asked.email, now)
  c.executionCtx.waitUntil(announceScheduled(c.env.MAIL_QUEUE, mail, now))
  return c.html(<MyDataPage asked />)
})

type Read = {
  letter: Letter
  mailSlowSince: number | null
  mailWaitsUntil: number | null
  now: Date
}

/** A letter that this browser may see, and whether mail is slow, or waits for the domain typed here. */
async function readLetter(c: Context<Site>, slug: string, now: Date): Promise<Read | null> {
  const { DB } = c.env
  const domain = ownDomainOf((await addressTypedFor(c, slug)) ?? '')
  const key = domain ? await domainNumber(c.get('settings').MASTER_KEY, domain) : null
  const [letter, mailSlowSince, mailWaitsUntil] = await ask(
    DB,
    letterOf(DB, { slug }),
    slowSince(DB, now),
    waitsUntil(DB, key, now)
  )
  const isTheirs = letter && (await mayFollow(c, letter, now))
  return isTheirs ? { letter, mailSlowSince, mailWaitsUntil, now } : null
}

type Shown = { sentAgain?: boolean; problem?: string; status?: 422 | 429 }

/** The page after signing, as far as this browser remembers what was typed. */
async function checkYourEmail(c: Context<Site>, read: Read, shown: Shown) {
  const { letter, now } = read
  const typed = await rememberedAddress(c, letter, now)
  const { problem, status, sentAgain } = shown
  return c.html(
    <CheckYourEmailPage
      {...read}
      address={typed?.address ?? null}
      suggestion={typed && likelyAddress(typed.address)}
      typed={typed && typed.form}
      open={isOpen(letter, now)}
      worksUntil={worksUntil(letter, typed && typed.at + LINK_MS, now)}
      mailFrom={c.get('settings').MAIL_FROM}
      form={problem ? { values: {}, problems: { code: problem } } : undefined}
      sentAgain={sentAgain}
    />,
    status ?? 200
  )
}
