import type { Context } from 'hono'
import { ask } from '../../ask'
import { askCorrection } from '../../dealings/ask-correction'
import { confirmCorrection } from '../../dealings/confirm-correction'
import {
  correctionOf,
  isCorrectable,
  readCorrection,
  type CorrectionRequest,
} from '../../dealings/correction'
import { dealingsOf } from '../../dealings/find'
import { letterOf } from '../../letters/find'
import type { Letter } from '../../letters/letter'
import { isPublic } from '../../letters/state'
import { openLink } from '../../link'
import { announce } from '../../mail/outbox'
import { paths } from '../../paths'
import { TRAP_FIELD } from '../../signatures/read-form'
import { readForm } from '../form'
import { forgetPublicReads, publicRead } from '../public-read'
import type { Site } from '../site'
import { goneStatus, LinkGonePage } from '../signatures/link-gone-page'
import { EMPTY_FORM } from '../ui/form-state'
import { whyNoMailing } from '../no-mailing'
import {
  CorrectionConfirmPage,
  CorrectionPage,
  CorrectionSentPage,
  CorrectionStandsPage,
} from './reply-correction-pages'
import { Routes } from '../routing'

/** A recipient who asks to have something corrected. */
export const correctionRoutes = new Routes()

const FORM = '/letters/:slug/replies/:n{[1-9][0-9]{0,4}}/correction'

correctionRoutes.get(FORM, publicRead('sent'), async (c) => {
  const found = await findReply(c)
  if (!found) return c.notFound()
  return c.req.query('sent')
    ? c.html(<CorrectionSentPage {...found} />)
    : c.html(<CorrectionPage {...found} form={EMPTY_FORM} />)
})

correctionRoutes.post(FORM, async (c) => {
  const { [TRAP_FIELD]: trap, ...values } = await readForm(c)
  const found = await findReply(c)
  if (!found) return c.notFound()

  const again = (status: 422 | 429 | 503, problems: Record<string, string>) =>
    c.html(<CorrectionPage {...found} form={{ values, problems }} />, status)
  const read = readCorrection(values)
  if ('problems' in read) return again(422, read.problems)
  const barred = await whyNoMailing(c, 'correction', trap)
  if (barred) return again(barred.status, barred.problems)
  const { letter, dealing } = found
  const master = c.get('settings').MASTER_KEY
  await askCorrection(c.env.DB, master, letter, dealing.number, read.data, new Date())
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['correction']))
  return c.redirect(`${paths.replyCorrection(letter.slug, dealing.number)}?sent=1`, 303)
})

correctionRoutes.get('/correction', async (c) => {
  const token = c.req.query('t') ?? ''
  const found = await findRequest(c, token, new Date())
  if ('refused' in found) return linkGone(c, found.refused)
  return found.request.state === 'unconfirmed'
    ? c.html(<CorrectionConfirmPage {...found} token={token} />)
    : c.html(<CorrectionStandsPage {...found} />)
})

correctionRoutes.post('/correction', async (c) => {
  const now = new Date()
  const { t = '' } = await readForm(c)
  const found = await findRequest(c, t, now)
  if ('refused' in found) return linkGone(c, found.refused)

  const { letter, request } = found
  if (request.state !== 'unconfirmed') return c.html(<CorrectionStandsPage {...found} />)
  const isEntered = await confirmCorrection(c.env.DB, letter, request, now)
  const reply = paths.reply(letter.slug, request.dealing)
  if (isEntered) await forgetPublicReads(c, letter.slug, [reply])
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['correction']))
  const state = isEntered ? 'entered' : 'open'
  return c.html(<CorrectionStandsPage letter={letter} request={{ ...request, state }} />)
})

/** What the address names, if everyone sees it and it may be corrected. */
async function findReply(c: Context<Site>) {
  const ref = { slug: c.req.param('slug') ?? '' }
  const [letter, dealings] = await ask(c.env.DB, letterOf(c.env.DB, ref), dealingsOf(c.env.DB, ref))
  const dealing = dealings.find(({ number }) => String(number) === c.req.param('n'))
  if (!letter || !isPublic(letter) || !dealing || !isCorrectable(dealing)) return null
  return { letter, dealing }
}

/** The request that a link leads to, and its letter. */
async function findRequest(
  c: Context<Site>,
  token: string,
  now: Date
): Promise<{ letter: Letter; request: CorrectionRequest } | { refused: 'expired' | 'broken' }> {
  const link = await openLink(c.get('settings').MASTER_KEY, 'correction', token, now)
  if ('refused' in link) return link
  const [request] = await ask(c.env.DB, correctionOf(c.env.DB, link.id))
  if (!request) return { refused: 'expired' }
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { id: request.letterId }))
  if (!letter || !isPublic(letter)) return { refused: 'expired' }
  return { letter, request }
}

function linkGone(c: Context<Site>, refused: 'expired' | 'broken') {
  const gone =
    'Requests that nobody confirms are deleted after 7 days. Ask again on the page that shows it wrongly.'
  return c.html(<LinkGonePage refused={refused} gone={gone} />, goneStatus(refused))
}
