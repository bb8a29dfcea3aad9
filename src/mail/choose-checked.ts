import { HELD_MS } from '../gate/risk'
import { chosen, linkTo, manageLink, shown, SKIP, type Choice } from './choice'
import type { Asked, CaseNews } from './outbox'
import type { ClaimedRow, KnownLetter, OwnSignature } from './situation'

const OF_CHECK = ['held', 'refused', 'removed', 'say-again'] as const

type OfCheck = (typeof OF_CHECK)[number]

/** Does a mail tell of a signature that is being checked, or what came of that. */
export function isOfCheck(asked: Asked): asked is OfCheck {
  return OF_CHECK.some((one) => one === asked)
}

/** Nothing to tell once it stands otherwise: the mail about that is on its way. */
export function ofCheck(
  row: ClaimedRow,
  asked: OfCheck,
  known: KnownLetter,
  own: OwnSignature,
  now: Date
): Choice {
  const { id, edition: signed, expiresAt } = own
  if (own.state !== (asked === 'say-again' ? 'held' : asked)) return SKIP

  const letter = shown(known)
  const link = manageLink(row, id)
  if (asked === 'held') {
    return chosen({ mail: asked, letter, link, until: row.createdAt + HELD_MS }, id)
  }
  if (asked === 'say-again') {
    const worksUntil = Math.min(expiresAt, known.acceptsUntil)
    const { edition } = known
    if (worksUntil <= now.getTime() || signed >= edition) return SKIP
    const again = linkTo('confirm', id, expiresAt)
    return chosen({ mail: asked, letter, link: again, signed, edition, worksUntil }, id)
  }
  const { sentence = '' } = JSON.parse(row.details ?? '{}') as Partial<CaseNews>
  return chosen({ mail: asked, letter, link, sentence }, id)
}
