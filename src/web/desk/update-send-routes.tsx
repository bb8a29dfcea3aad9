import type { Context } from 'hono'
import { deskPaths } from '../../desk-paths'
import { announce } from '../../mail/outbox'
import { audienceSizes } from '../../updates/audience'
import { changeMailing, isMailingAct } from '../../updates/change-mailing'
import { publishUpdate } from '../../updates/publish'
import { writtenUpdate } from '../../updates/written'
import { readForm } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { freshly, letterId, reachLetter, signedIn } from './guard'
import { UpdateSurePage } from './update-sure-page'

/** Publishing an update, and holding its mail. */
export const updateSendRoutes = new Routes()

const UPDATE = '/desk/letters/:id{[0-9]+}/updates/:update{[1-9][0-9]*}'

updateSendRoutes.get(`${UPDATE}/publish`, signedIn, freshly, async (c) => {
  const reached = await reachWritten(c)
  if (reached instanceof Response) return reached
  const { at, update, sizes } = reached
  if (!update) return c.notFound()
  if (update.number !== null) return c.redirect(deskPaths.updates(at.letter.id), 303)
  return c.html(<UpdateSurePage {...{ at, update, sizes }} />)
})

updateSendRoutes.post(`${UPDATE}/publish`, signedIn, freshly, async (c) => {
  const reached = await reachWritten(c)
  if (reached instanceof Response) return reached
  const { at, update, sizes } = reached
  if (!update) return c.notFound()
  const { letter } = at
  const { version, mail } = await readForm(c)
  if (update.number === null) {
    const seen = version === String(update.version) && (mail === 'yes' || mail === 'no')
    const by = { letterId: letter.id, accountId: c.var.account.id }
    const done = seen && (await publishUpdate(c.env.DB, by, update, mail === 'yes', new Date()))
    if (!done) return c.html(<UpdateSurePage {...{ at, update, sizes }} problem={CHANGED} />, 409)
    await forgetPublicReads(c, letter.slug)
    c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['update']))
  }
  return c.redirect(`${deskPaths.updates(letter.id)}?done=published`, 303)
})

const CHANGED =
  'Somebody saved this update meanwhile, so nothing was done. This is how it reads now.'

updateSendRoutes.post(`${UPDATE}/mailing`, signedIn, async (c) => {
  const reached = await reachWritten(c)
  if (reached instanceof Response) return reached
  const { at, update } = reached
  if (!update) return c.notFound()
  const { do: act } = await readForm(c)
  const by = { letterId: at.letter.id, accountId: c.var.account.id }
  const done = isMailingAct(act) && (await changeMailing(c.env.DB, by, update, act, new Date()))
  if (done && act === 'resume') {
    c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['update']))
  }
  return c.redirect(`${deskPaths.updates(at.letter.id)}?done=${done ? act : 'late'}`, 303)
})

/** An update that is to be sent, or is being; or the page that says why not. */
async function reachWritten(c: Context<Site>) {
  const [letter, id] = [letterId(c), Number(c.req.param('update'))]
  const reached = await reachLetter(
    c,
    'send-update',
    new Date(),
    writtenUpdate(c.env.DB, letter, id),
    audienceSizes(c.env.DB, letter, id)
  )
  if (reached instanceof Response) return reached
  const [update, sizes] = reached.answers
  return { at: reached.at, update, sizes }
}
