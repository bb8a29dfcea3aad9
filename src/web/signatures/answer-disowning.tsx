import type { Context } from 'hono'
import type { Answer } from '../../registrar/registrar'
import type { Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import type { Site } from '../site'
import { AlreadyConfirmedPage } from './already-confirmed-page'
import { findConfirming } from './confirming'
import { DisownedPage } from './disowned-page'
import { LinkExpiredPage } from './link-expired-page'
import { NotDisownedYetPage } from './not-disowned-yet-page'
import { RegistrarRefusesPage } from './registrar-refuses-page'

/** Tells whoever said "this wasn't me" what was done. */
export async function answerDisowning(
  c: Context<Site>,
  answer: Answer<'disown'>,
  id: string,
  values: Posted
): Promise<Response> {
  const found = await findConfirming(c, id)
  if (answer.outcome === 'gone' || !found) return c.html(<LinkExpiredPage />, 410)

  const { letter, edition } = found
  const token = values.t ?? ''
  switch (answer.outcome) {
    case 'disowned':
      await forgetPublicReads(c.get('settings').ORIGIN, letter.slug)
      return c.html(<DisownedPage {...{ letter, edition, token }} undoable />)
    case 'already-counted':
      return c.html(<AlreadyConfirmedPage letter={letter} />)
    case 'not-yet':
    case 'unknown':
      return c.html(<NotDisownedYetPage letter={letter} token={token} />, 503)
    case 'refusing':
      return c.html(<RegistrarRefusesPage />, 503)
  }
}
