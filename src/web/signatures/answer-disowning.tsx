import type { Context } from 'hono'
import type { Answer } from '../../registrar/registrar'
import type { Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import type { Site } from '../site'
import { AlreadyConfirmedPage } from './already-confirmed-page'
import { BeingCheckedPage } from './being-checked-page'
import { findSigned } from './find-signed'
import { DisownedPage } from './disowned-page'
import { LinkExpiredPage } from './link-expired-page'
import { NoLongerCountedPage } from './no-longer-counted-page'
import { NotDisownedYetPage } from './not-disowned-yet-page'
import { RegistrarRefusesPage } from './registrar-refuses-page'

/** Tells whoever said "this wasn't me" what was done. */
export async function answerDisowning(
  c: Context<Site>,
  answer: Answer<'disown'>,
  id: string,
  values: Posted,
  now: Date
): Promise<Response> {
  const token = values.t ?? ''
  switch (answer.outcome) {
    case 'not-yet':
    case 'unknown':
      return c.html(<NotDisownedYetPage letter={answer.letter} token={token} />, 503)
    case 'refusing':
      return c.html(<RegistrarRefusesPage />, 503)
    case 'gone':
      return c.html(<LinkExpiredPage />, 410)
  }

  const signed = await findSigned(c, id)
  if (!signed) return c.html(<LinkExpiredPage />, 410)
  const { letter, edition, schools } = signed
  if (answer.outcome === 'already-counted') {
    const { state, confirmedAt, createdAt } = signed.signature
    switch (state) {
      case 'counted':
        return c.html(<AlreadyConfirmedPage letter={letter} />)
      case 'held': {
        const props = { letter, confirmedAt: confirmedAt ?? createdAt, now }
        return c.html(<BeingCheckedPage {...props} />)
      }
      default:
        return c.html(<NoLongerCountedPage letter={letter} />, 410)
    }
  }
  await forgetPublicReads(c, letter.slug)
  return c.html(<DisownedPage {...{ letter, edition, schools, token }} undoable />)
}
