import type { Context } from 'hono'
import { openLink } from '../../link'
import { signatureIdOf, type MailboxClaim } from '../../mailbox-claims/claim'
import { declineMailbox } from '../../mailbox-claims/decline'
import { schoolsAt } from '../../mailbox-claims/may-add'
import { askRegistrar } from '../../registrar/ask'
import { letterIdOf } from '../../signatures/signature'
import { readForm } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { answerRaising } from './answer-raising'
import { findSigned, type Signed } from './find-signed'
import { goneStatus } from './link-gone-page'
import { SchoolMailboxDeclinedPage, SchoolMailboxGonePage } from './school-mailbox-gone-page'
import { SchoolMailboxPage } from './school-mailbox-page'

/** What the mail to a school mailbox asks there: is it the signer's. */
export const schoolMailboxRoutes = new Routes()

schoolMailboxRoutes.get('/school-mailbox', async (c) => {
  const found = await findClaim(c, c.req.query('t') ?? '', new Date())
  return found instanceof Response ? found : showClaim(c, found)
})

schoolMailboxRoutes.post('/school-mailbox', async (c) => {
  const now = new Date()
  const { t = '', choice } = await readForm(c)
  const found = await findClaim(c, t, now)
  if (found instanceof Response) return found

  const { claim, letter, signature } = found
  if (choice === 'no') {
    await declineMailbox(c.env.DB, claim)
    return c.html(<SchoolMailboxDeclinedPage />)
  }
  if (choice !== 'yes') return showClaim(c, found, 'Choose yes or no.')

  const { id: claimId, address, emailKey } = claim
  const answer = await askRegistrar<'raise'>(c.env.REGISTRAR, letterIdOf(signature.id), {
    verb: 'raise',
    id: signature.id,
    mailbox: { claimId, address, emailKey },
    at: now.getTime(),
  })
  await forgetPublicReads(c, letter.slug)
  return answerRaising(c, answer, letter, t)
})

type Found = Signed & { claim: MailboxClaim; token: string }

/** What a link leads to, or the page that says why it leads nowhere. */
async function findClaim(c: Context<Site>, token: string, now: Date): Promise<Found | Response> {
  const link = await openLink(c.get('settings').MASTER_KEY, 'school-mailbox', token, now)
  if ('refused' in link) return gone(c, link.refused)
  const signed = await findSigned(c, signatureIdOf(link.id))
  const claim = signed?.claims.find(({ id }) => id === link.id)
  return claim && signed ? { ...signed, claim, token } : gone(c, 'expired')
}

function showClaim(c: Context<Site>, found: Found, problem?: string) {
  const { letter, signature, claim, token } = found
  const schools = schoolsAt(claim.address, found.knownSchools)
  const page = { letter, signature, schools, claim, token, problem }
  return c.html(<SchoolMailboxPage {...page} />, problem ? 422 : 200)
}

function gone(c: Context<Site>, refused: 'expired' | 'broken') {
  return c.html(<SchoolMailboxGonePage refused={refused} />, goneStatus(refused))
}
