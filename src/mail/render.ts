import { codeFor } from '../code'
import { signLink, type LinkPurpose } from '../link'
import { paths } from '../paths'
import { alarm } from './alarm'
import { alreadySigned } from './already-signed'
import { changed } from './changed'
import type { Chosen, LinkInMail } from './chosen'
import { confirmSignature } from './confirm-signature'
import { counted } from './counted'
import { erased } from './erased'
import type { Site } from './frame'
import { held } from './held'
import { lapsed } from './lapsed'
import type { Content } from './message'
import { myData } from './my-data'
import { nameDisplay } from './name-display'
import { newEdition } from './new-edition'
import { notCounted } from './not-counted'
import { reinstated } from './reinstated'
import { renderNotice } from './render-notice'
import { sayAgain } from './say-again'
import { updateMail } from './update-mail'
import { withdrawn } from './withdrawn'
import { yourLinks } from './your-links'

const PATHS: Partial<Record<LinkPurpose, (token: string) => string>> = {
  confirm: paths.confirm,
  unsubscribe: paths.unsubscribe,
  organisation: paths.organisationLink,
}

/**
 * Renders a chosen mail. The same mail, site and key always give the same bytes. Null: what it
 * tells of is gone.
 */
export async function render(
  mail: Chosen,
  site: Site,
  master: Uint8Array
): Promise<Content | null> {
  const tokenOf = ({ purpose, id, expiresAt }: LinkInMail) =>
    signLink(master, purpose, id, expiresAt)
  const urlOf = async (link: LinkInMail) => {
    const path = PATHS[link.purpose] ?? paths.signature
    return site.origin + path(await tokenOf(link))
  }

  if (mail.mail === 'erased') return erased(mail, site)
  if (mail.mail === 'lapsed') return lapsed(mail, site)
  if (mail.mail === 'alarm') return alarm(mail, site)
  if (mail.mail === 'notice') return renderNotice(mail.notice, site, master)
  if (mail.mail === 'my-data') {
    const links = mail.holdings.map(async (one) => ({ ...one, link: await urlOf(one.link) }))
    const besides = (mail.besides ?? []).map(async (one) => ({
      ...one,
      link: await urlOf(one.link),
    }))
    const held = { holdings: await Promise.all(links), besides: await Promise.all(besides) }
    return myData({ ...mail, ...held }, site)
  }

  const link = await urlOf(mail.link)
  const linkEnds = mail.link.expiresAt
  switch (mail.mail) {
    case 'confirm': {
      const code = await codeFor(master, mail.link.id)
      return confirmSignature({ ...mail, link, code, deletedAt: linkEnds }, site)
    }
    case 'already-signed':
      return alreadySigned({ ...mail, link, linkEnds }, site)
    case 'your-links':
      return yourLinks({ ...mail, link, linkEnds }, site)
    case 'counted': {
      const receipt = site.origin + paths.receipt(await tokenOf(mail.link))
      return counted({ ...mail, link, receipt, linkEnds }, site)
    }
    case 'changed':
      return changed({ ...mail, link, linkEnds }, site)
    case 'name-display':
      return nameDisplay({ ...mail, link, linkEnds }, site)
    case 'new-edition':
      return newEdition({ ...mail, link, linkEnds }, site)
    case 'update':
      return mail.words && updateMail({ ...mail, words: mail.words, link }, site)
    case 'held':
      return held({ ...mail, link, linkEnds }, site)
    case 'refused':
    case 'removed':
      return notCounted({ ...mail, link, linkEnds }, site)
    case 'reinstated':
      return reinstated({ ...mail, link, linkEnds }, site)
    case 'say-again':
      return sayAgain({ ...mail, link }, site)
    case 'withdrawn':
      return withdrawn({ ...mail, link, linkEnds }, site)
  }
}
