import type { Context } from 'hono'
import { openLink } from '../../link'
import { askRegistrar } from '../../registrar/ask'
import { readSignatureFields } from '../../signatures/read-form'
import { letterIdOf } from '../../signatures/signature'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { answerConfirmation } from './answer-confirmation'
import { answerDisowning } from './answer-disowning'
import { CantShowAgainPage } from './cant-show-again-page'
import { confirmAgain, confirmingPage } from './confirming'
import { findSigned } from './find-signed'
import { LinkBrokenPage } from './link-broken-page'
import { LinkExpiredPage } from './link-expired-page'
import { typedOf } from './typed-of'
import { yesSigns } from './yes-signs'

export const confirmRoutes = new Routes()

confirmRoutes.get('/confirm', async (c) => {
  const now = new Date()
  const token = c.req.query('t')
  if (token === undefined) return c.html(<CantShowAgainPage />, 400)
  const link = await openLink(c.get('settings').MASTER_KEY, 'confirm', token, now)
  if ('refused' in link) return refusedLink(c, link.refused)

  const signed = await findSigned(c, link.id)
  if (!signed) return c.html(<LinkExpiredPage />, 410)
  const { signature } = signed
  const values = {
    ...typedOf(signature),
    t: token,
    edition: String(signature.edition),
  }
  return confirmingPage(c, signed, values, now)
})

confirmRoutes.post('/confirm', async (c) => {
  const now = new Date()
  const values = await readForm(c)
  const link = await openLink(c.get('settings').MASTER_KEY, 'confirm', values.t ?? '', now)
  if ('refused' in link) return refusedLink(c, link.refused)

  const { id } = link
  if (values.find) return confirmAgain(c, id, values, {}, now)
  const at = now.getTime()
  if (values.choice === 'no') {
    const act = { verb: 'disown' as const, id, at }
    const answer = await askRegistrar<'disown'>(c.env.REGISTRAR, letterIdOf(id), act)
    return answerDisowning(c, answer, id, values, now)
  }
  if (values.choice !== 'yes' && !values.look)
    return confirmAgain(c, id, values, { choice: 'Choose yes or no.' }, now)

  const read = readSignatureFields(values)
  if ('problems' in read) return confirmAgain(c, id, values, read.problems, now)
  if (values.choice !== 'yes') return confirmAgain(c, id, values, {}, now)
  const edition = Number(values.edition) || 0
  const signs = await yesSigns(c, id, values, now)
  const act = { verb: 'confirm' as const, id, edition, fields: read.data, at, signs }
  const answer = await askRegistrar<'confirm'>(c.env.REGISTRAR, letterIdOf(id), act)
  return answerConfirmation(c, answer, id, values, now)
})

function refusedLink(c: Context<Site>, why: 'expired' | 'broken') {
  return why === 'expired' ? c.html(<LinkExpiredPage />, 410) : c.html(<LinkBrokenPage />, 400)
}
