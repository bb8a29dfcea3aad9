import { signLink } from './link'

/** A mailed link to hear no more works for a year. */
export const UNSUBSCRIBE_LINK_MS = 365 * 24 * 60 * 60 * 1000

/** Who wants to hear no more: a signer of a letter, or somebody who follows; and of which mail. */
export type Unsubscribing = {
  who: 'signer' | 'follower'
  /** Of the signature, or of the following. */
  id: string
  /** The update whose mail the link stood in; null: it stood in none. */
  updateId: number | null
}

/** The token of such a link: the same for the same, so that a mail can be rendered twice. */
export function unsubscribeToken(
  master: Uint8Array,
  { who, id, updateId }: Unsubscribing,
  expiresAt: number
): Promise<string> {
  return signLink(master, 'unsubscribe', `${who}/${id}/${updateId ?? ''}`, expiresAt)
}

/** What the subject of such a token says, or null. */
export function readUnsubscribing(subject: string): Unsubscribing | null {
  const [who, id, update = '', ...more] = subject.split('/')
  if ((who !== 'signer' && who !== 'follower') || !id || more.length > 0) return null
  return { who, id, updateId: /^[1-9]\d*$/.test(update) ? Number(update) : null }
}
