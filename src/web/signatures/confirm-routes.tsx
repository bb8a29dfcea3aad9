import { Hono, type Context } from 'hono'
import { acceptsConfirmations } from '../../letters/letter'
import { openLink } from '../../link'
import { askRegistrar } from '../../registrar/ask'
import { readSignatureFields } from '../../signatures/read-form'
import { letterIdOf } from '../../signatures/signature'
import { readForm } from '../form'
import type { Site } from '../site'
import { AlreadyConfirmedPage } from './already-confirmed-page'
import { answerConfirmation } from './answer-confirmation'
import { answerDisowning } from './answer-disowning'
import { confirmAgain, confirmPage, findConfirming } from './confirming'
import { ConfirmingClosedPage } from './confirming-closed-page'
import { DisownedPage } from './disowned-page'
import { LinkBrokenPage } from './link-broken-page'
import { LinkExpiredPage } from './link-expired-page'
import { NoLongerCountedPage } from './no-longer-counted-page'
import { typedOf } from './typed-of'

export const confirmRoutes = new Hono<Site>()

confirmRoutes.get('/confirm', async (c) => {
  const now = new Date()
  const token = c.req.query('t') ?? ''
  const link = await openLink(c.get('settings').MASTER_KEY, 'confirm', token, now)
  if ('refused' in link) return refusedLink(c, link.refused)

  const found = await findConfirming(c, link.id)
  if (!found) return c.html(<LinkExpiredPage />, 410)
  const { letter, edition, signature } = found
  switch (signature.state) {
    case 'counted':
    case 'held':
      return c.html(<AlreadyConfirmedPage letter={letter} />)
    case 'withdrawn':
    case 'removed':
    case 'refused':
      return c.html(<NoLongerCountedPage letter={letter} />, 410)
    case 'disowned': {
      const undoable = signature.expiresAt > now.getTime()
      return c.html(<DisownedPage {...{ letter, edition, token, undoable }} />)
    }
    case 'pending':
      if (signature.name === null || signature.expiresAt <= now.getTime()) {
        return c.html(<LinkExpiredPage letterSlug={letter.slug} />, 410)
      }
      if (!acceptsConfirmations(letter, now)) {
        return c.html(<ConfirmingClosedPage letter={letter} />, 410)
      }
      return confirmPage(c, found, {
        ...typedOf(signature),
        t: token,
        edition: String(signature.edition),
      })
  }
})

confirmRoutes.post('/confirm', async (c) => {
  const now = new Date()
  const values = await readForm(c)
  const link = await openLink(c.get('settings').MASTER_KEY, 'confirm', values.t ?? '', now)
  if ('refused' in link) return refusedLink(c, link.refused)

  const { id } = link
  const at = now.getTime()
  if (values.choice === 'no') {
    const act = { verb: 'disown' as const, id, at }
    const answer = await askRegistrar<'disown'>(c.env.REGISTRAR, letterIdOf(id), act)
    return answerDisowning(c, answer, id, values)
  }
  if (values.choice !== 'yes') return confirmAgain(c, id, values, { choice: 'Choose yes or no.' })

  const read = readSignatureFields(values)
  if ('problems' in read) return confirmAgain(c, id, values, read.problems)
  const edition = Number(values.edition) || 0
  const act = { verb: 'confirm' as const, id, edition, fields: read.data, at }
  const answer = await askRegistrar<'confirm'>(c.env.REGISTRAR, letterIdOf(id), act)
  return answerConfirmation(c, answer, id, values, now)
})

function refusedLink(c: Context<Site>, why: 'expired' | 'broken') {
  return why === 'expired' ? c.html(<LinkExpiredPage />, 410) : c.html(<LinkBrokenPage />, 400)
}
