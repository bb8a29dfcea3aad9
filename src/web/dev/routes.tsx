import { HTTPException } from 'hono/http-exception'
import { demoLetters } from '../../demo/letters'
import { seedDemo } from '../../demo/seed'
import type { Packer } from '../../demo/seed-after'
import { weigh } from '../../delivery/weigh'
import { zipOf } from '../../delivery/zip'
import { findDevMail, listDevMail } from '../../mail/dev-inbox'
import { keepDays } from '../../newsroom/keep-days'
import { packFiles } from '../desk/pack-files'
import { Routes } from '../routing'
import { DevMailMessagePage, DevMailPage } from './dev-mail-page'

/** What only a development site answers. Elsewhere none of these pages exists. */
export const devRoutes = new Routes()

devRoutes.use('/dev/*', async (c, next) => {
  if (c.get('settings').ENVIRONMENT !== 'development') throw new HTTPException(404)
  await next()
})

devRoutes.post('/dev/demo', async (c) => {
  const { MASTER_KEY, ORIGIN, STEWARDS } = c.get('settings')
  const { DB, REGISTRAR, MAIL_QUEUE } = c.env
  const base = { db: DB, registrars: REGISTRAR, queue: MAIL_QUEUE, stewards: STEWARDS }
  const own = { master: MASTER_KEY, origin: ORIGIN }
  const packer: Packer = async (snapshot) => {
    const files = await packFiles(c.env, c.get('settings'), snapshot)
    return weigh(zipOf(snapshot.letter.slug, files, snapshot.totals.asOf))
  }
  const created = await seedDemo({ ...base, ...own, packer }, new Date())
  if (created) await keepDays(c.env.DB, c.get('settings'), () => new Date())
  return c.json({ created, letter: demoLetters[0]?.slug })
})

devRoutes.get('/dev/mail', async (c) => {
  const to = c.req.query('to') || undefined
  return c.html(<DevMailPage mails={await listDevMail(c.env.DB, to)} to={to} />)
})

devRoutes.get('/dev/mail.json', async (c) =>
  c.json(await listDevMail(c.env.DB, c.req.query('to') || undefined))
)

devRoutes.get('/dev/mail/:id', async (c) => {
  const mail = await findDevMail(c.env.DB, c.req.param('id'))
  return mail ? c.html(<DevMailMessagePage mail={mail} />) : c.notFound()
})

// A mail styles itself; the frame that shows it may do nothing else.
const FRAME_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'self'; " +
  'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation'

devRoutes.get('/dev/mail/:id/html', async (c) => {
  const mail = await findDevMail(c.env.DB, c.req.param('id'))
  // A link in the frame opens the whole page, since no page of ours lets itself be framed.
  return mail
    ? c.html(mail.html.replace('<head>', '<head><base target="_top">'), 200, {
        'content-security-policy': FRAME_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
    : c.notFound()
})
