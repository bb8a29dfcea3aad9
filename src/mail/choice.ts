import { MANAGE_LINK_MS, type LinkPurpose } from '../link'
import type { Chosen, LetterInMail, LinkInMail } from './chosen'
import type { ClaimedRow, KnownLetter } from './situation'

/** What becomes of a row: a mail, or nothing. */
export type Choice = { skip: true } | { chosen: Chosen; signatureId: string | null }

export const SKIP: Choice = { skip: true }

/** Counted from when the mail was promised, so that rendering it again gives the same link. */
export function manageLink(row: ClaimedRow, id: string): LinkInMail {
  return linkTo('manage', id, row.createdAt + MANAGE_LINK_MS)
}

/** What a mailed link is made of; it is signed only when the mail is rendered. */
export function linkTo(purpose: LinkPurpose, id: string, expiresAt: number): LinkInMail {
  return { purpose, id, expiresAt }
}

/** The choice of a mail, with the signature that it is about, if any. */
export function chosen(mail: Chosen, signatureId: string | null): Choice {
  return { chosen: mail, signatureId }
}

/** What a mail says of its letter. */
export function shown(letter: KnownLetter): LetterInMail {
  const { slug, title, addressedTo, hosts, controller, unlisted } = letter
  return { slug, title, addressedTo, hosts, controller, ...(unlisted && { unlisted }) }
}
