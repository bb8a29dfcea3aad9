import { Hono, type Context } from 'hono'
import { ask } from '../../ask'
import { isWithinRate, RATE_PERIOD_SECONDS } from '../../gate/rate'
import { letterOf } from '../../letters/find'
import { isPublic } from '../../letters/letter'
import { signLink } from '../../link'
import { paths } from '../../paths'
import { emailAddress } from '../../signatures/address'
import { askForLinks } from '../../signatures/ask-for-links'
import { enterCode } from '../../signatures/enter-code'
import { likelyAddress } from '../../signatures/typo'
import { readForm } from '../form'
import type { Site } from '../site'
import { rememberedAddress } from '../typed-address'
import { visitorAddress } from '../visitor-address'
import { announceScheduled } from './announce-scheduled'
import { CheckYourEmailPage } from './check-your-email-page'
import { LinksAskedPage } from './links-asked-page'
import { MyDataPage } from './my-data-page'

export const emailRoutes = new Hono<Site>()

emailRoutes.get('/letters/:slug/check-your-email', async (c) => {
  const slug = c.req.param('slug')
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug }))
  if (!letter || !isPublic(letter)) return c.notFound()

  const address = await rememberedAddress(c, slug)
  return c.html(
    <CheckYourEmailPage
      letter={letter}
      address={address}
      suggestion={address && likelyAddress(address)}
      mailFrom={c.get('settings').MAIL_FROM}
      sentAgain={c.req.query('sent') === 'again'}
    />
  )
})

emailRoutes.post('/letters/:slug/code', async (c) => {
  const now = new Date()
  const slug = c.req.param('slug')
  const { MASTER_KEY, MAIL_FROM } = c.get('settings')
  const { code = '' } = await readForm(c)
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug }))
  if (!letter || !isPublic(letter)) return c.notFound()

  const address = await rememberedAddress(c, slug)
  const digits = code.replace(/\s/g, '')
  const page = (problem: string) =>
    c.html(
      <CheckYourEmailPage
        letter={letter}
        address={address}
        mailFrom={MAIL_FROM}
        form={{ values: { code }, problems: { code: problem } }}
      />,
      422
    )
  if (!address) return page('We no longer know in this browser who is signing. Use the link.')
  if (!/^\d{6}$/.test(digits)) return page('Enter the six digits from the mail.')

  const entered = await enterCode(c.env.DB, MASTER_KEY, letter.id, address, digits, now)
  if (entered.outcome === 'used-up') {
    return page('Too many codes were tried for this address today. Use the link in the mail.')
  }
  if (entered.outcome !== 'right') {
    return page('This is not the code in the newest mail. Check it, or use the link in the mail.')
  }
  const token = await signLink(MASTER_KEY, 'confirm', entered.id, entered.expiresAt)
  return c.redirect(paths.confirm(token), 303)
})

emailRoutes.post('/letters/:slug/links', async (c) => {
  const now = new Date()
  const slug = c.req.param('slug')
  const values = await readForm(c)
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug }))
  if (!letter || !isPublic(letter)) return c.notFound()

  const asked = await readRequest(c, values.email)
  if ('problem' in asked) {
    const form = { values, problems: { email: asked.problem } }
    return c.html(<LinksAskedPage letter={letter} form={form} />, asked.status)
  }
  const { MASTER_KEY } = c.get('settings')
  const mail = await askForLinks(c.env.DB, MASTER_KEY, letter.id, asked.email, now)
  c.executionCtx.waitUntil(announceScheduled(c.env.MAIL_QUEUE, mail, now))

  return asked.email === (await rememberedAddress(c, slug))
    ? c.redirect(`${paths.checkYourEmail(slug)}?sent=again`, 303)
    : c.html(<LinksAskedPage letter={letter} />)
})

emailRoutes.get('/my-data', (c) => c.html(<MyDataPage />))

emailRoutes.post('/my-data', async (c) => {
  const now = new Date()
  const values = await readForm(c)
  const asked = await readRequest(c, values.email)
  if ('problem' in asked) {
    const form = { values, problems: { email: asked.problem } }
    return c.html(<MyDataPage form={form} />, asked.status)
  }
  const { MASTER_KEY } = c.get('settings')
  const mail = await askForLinks(c.env.DB, MASTER_KEY, null, asked.email, now)
  c.executionCtx.waitUntil(announceScheduled(c.env.MAIL_QUEUE, mail, now))
  return c.html(<MyDataPage asked />)
})

type MailRequest = { email: string } | { problem: string; status: 422 | 429 }

/** The address to write to, or why not. Asking for mail has a limit of its own, apart from signing. */
async function readRequest(c: Context<Site>, typed = ''): Promise<MailRequest> {
  const email = emailAddress.safeParse(typed)
  if (!email.success) {
    return { problem: email.error.issues[0]?.message ?? '', status: 422 }
  }
  if (await isWithinRate(c.env.SIGN_RATE, visitorAddress(c), 'links')) return { email: email.data }
  c.header('retry-after', String(RATE_PERIOD_SECONDS))
  const problem = `Too many requests at once. Try again in ${RATE_PERIOD_SECONDS} seconds.`
  return { problem, status: 429 }
}
