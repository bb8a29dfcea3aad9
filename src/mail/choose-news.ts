import { UNSUBSCRIBE_LINK_MS } from '../unsubscribing'
import { chosen, linkTo, manageLink, shown, SKIP, type Choice } from './choice'
import type { LetterInMail } from './chosen'
import { WHY_NOTABLE } from './name-display'
import type { EditionNews, NameNews } from './outbox'
import type { ClaimedRow, KnownLetter, OwnSignature, Situation } from './situation'

/** Not for who moved, or asked for no more news, and not of words that changed again meanwhile. */
export function newEdition(row: ClaimedRow, known: Situation, own: OwnSignature): Choice {
  const { letter, rewording } = known
  const { edition } = JSON.parse(row.details ?? '{}') as Partial<EditionNews>
  if (!letter || !rewording || edition !== rewording.edition) return SKIP
  if (own.edition >= rewording.edition || own.addressKept === 0) return SKIP
  const { id, edition: signed } = own
  const link = manageLink(row, id)
  return chosen({ mail: 'new-edition', letter: shown(letter), link, signed, ...rewording }, id)
}

/** Not for who has left, or asked for no more news; and not once its team called it off. */
export function update(row: ClaimedRow, known: Situation, letter: LetterInMail): Choice {
  const { update, own } = known
  if (!update || update.cancelled === 1 || letter.unlisted) return SKIP
  // Who follows a host and said of this letter "this wasn't me" gets nothing about it.
  if (known.suppressed) return SKIP
  const { id: updateId, followId, follows, host } = update
  const link = (who: string) =>
    linkTo('unsubscribe', `${who}/${updateId}`, row.createdAt + UNSUBSCRIBE_LINK_MS)
  const mail = { mail: 'update' as const, letter, updateId, words: null }
  if (followId !== null) {
    const to = host === null ? ('follower' as const) : { host }
    return follows === 1 ? chosen({ ...mail, link: link(`follower/${followId}`), to }, null) : SKIP
  }
  if (own?.state !== 'counted' || own.addressKept === 0) return SKIP
  return chosen({ ...mail, link: link(`signer/${own.id}`), to: 'signer' }, own.id)
}

/** Nothing to tell once it was undone, or a signer who has hidden the name meanwhile. */
export function nameDisplay(row: ClaimedRow, known: KnownLetter, own: OwnSignature): Choice {
  const news = JSON.parse(row.details ?? '{}') as Partial<NameNews>
  if (own.shown === 0 && own.wanted !== 1) return SKIP
  if (news.shown !== (own.shown === 1)) return SKIP
  const why = own.offWhy === 'notable' ? WHY_NOTABLE : (own.offSentence ?? '')
  const because = news.shown ? null : why
  const [letter, link] = [shown(known), manageLink(row, own.id)]
  return chosen({ mail: 'name-display', letter, link, at: row.createdAt, because }, own.id)
}
