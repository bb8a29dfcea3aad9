import * as z from 'zod/mini'
import { MANAGE_LINK_MS } from '../link'
import { withinCaps, type AskedMail } from './caps'
import { chosen, linkTo, manageLink, shown, SKIP, type Choice } from './choice'
import { isOfCheck, ofCheck } from './choose-checked'
import { nameDisplay, newEdition, update } from './choose-news'
import type { Besides, Chosen } from './chosen'
import type { HeldBesides } from './known-besides'
import type { Notice } from './notice'
import type { Asked } from './outbox'
import type { ClaimedRow, KnownLetter, Signature, Situation } from './situation'

const alarmDetails = z.object({ kind: z.string(), detail: z.string() })
const NO_DETAILS = { kind: 'unknown', detail: 'No details were kept.' }

/** Decides which mail a row becomes, if any, by what is true when it is claimed. */
export function choose(row: ClaimedRow, known: Situation, now: Date): Choice {
  if (known.unreachable) return SKIP
  const choice = chooseFor(row, known, now)
  if ('skip' in choice || !isAskedFor(row.asked)) return choice

  const next = nextMail(row.letterId, choice.chosen, now)
  return withinCaps(known.before, next) ? choice : SKIP
}

/** Can anyone cause such a mail by typing an address. */
export function isAskedFor(asked: Asked): boolean {
  return asked === 'confirm' || asked === 'links' || asked === 'my-data'
}

/** A chosen mail as the caps count it. */
export function nextMail(letterId: number | null, chosen: Chosen, now: Date): AskedMail {
  return { letterId, confirms: chosen.mail === 'confirm', at: now.getTime() }
}

function chooseFor(row: ClaimedRow, known: Situation, now: Date): Choice {
  if (row.asked === 'my-data') return myData(row, known)
  if (row.asked === 'alarm') return alarm(row)
  if (row.asked === 'notice') return notice(row)
  if (!known.letter) return SKIP

  const letter = shown(known.letter)
  const at = row.createdAt
  if (row.asked === 'confirm') return confirm(row, known, known.letter, now)
  if (row.asked === 'links') return links(row, known, known.letter, now)
  if (row.asked === 'erased') return chosen({ mail: 'erased', letter, at }, null)

  if (row.asked === 'lapsed') {
    return chosen({ mail: 'lapsed', letter, open: known.letter.open }, null)
  }
  if (row.asked === 'update') return update(row, known, letter)

  const { own } = known
  if (!own) return SKIP
  const { id, state, number } = own
  const link = manageLink(row, id)
  if (row.asked === 'changed') return chosen({ mail: 'changed', letter, link, at }, id)
  if (row.asked === 'withdrawn') {
    return chosen({ mail: 'withdrawn', letter, link, at, open: known.letter.open }, id)
  }
  if (isOfCheck(row.asked)) return ofCheck(row, row.asked, known.letter, own, now)
  if (state !== 'counted' || number === null) return SKIP
  if (row.asked === 'reinstated') return chosen({ mail: 'reinstated', letter, link, number }, id)
  if (row.asked === 'new-edition') return newEdition(row, known, own)
  if (row.asked === 'name-display') return nameDisplay(row, known.letter, own)
  const addressKept = own.addressKept === 1
  const { checkpoint } = known
  const waits = own.wanted === 1
  const awaits = {
    ...(waits && own.offWhy === 'look' && { awaitsLook: true }),
    ...(waits && own.offWhy === 'notable' && { awaitsOwner: true }),
  }
  const mail = { mail: 'counted' as const, letter, link, number, addressKept, checkpoint }
  return chosen({ ...mail, ...awaits }, id)
}

function confirm(row: ClaimedRow, known: Situation, letter: KnownLetter, now: Date): Choice {
  const { own, standing } = known
  const answered = own && own.state !== 'pending' && own.state !== 'emptied'
  if (known.suppressed || answered) return SKIP
  if (standing?.state === 'counted' || standing?.state === 'held') {
    const link = manageLink(row, standing.id)
    return chosen({ mail: 'already-signed', letter: shown(letter), link }, standing.id)
  }
  return own?.state === 'pending' ? confirmation(letter, own, now) : SKIP
}

function links(row: ClaimedRow, known: Situation, letter: KnownLetter, now: Date): Choice {
  const { standing, pending } = known
  if (known.suppressed) return SKIP
  if (standing) {
    const { id, state } = standing
    const link = manageLink(row, id)
    return chosen({ mail: 'your-links', letter: shown(letter), link, state }, id)
  }
  return pending ? confirmation(letter, pending, now) : SKIP
}

function myData(row: ClaimedRow, { held, besides, suppressed }: Situation): Choice {
  const holdings = held.map(({ letter, signature: { id, state, disowned, expiresAt } }) => ({
    letter: shown(letter),
    state,
    disowned: disowned === 1,
    link: state === 'pending' ? linkTo('confirm', id, expiresAt) : manageLink(row, id),
  }))
  const others = besides.map((one) => beside(row, one))
  return chosen({ mail: 'my-data', holdings, besides: others, suppressed }, null)
}

function beside(
  row: ClaimedRow,
  { what, id, about, name, state, expiresAt }: HeldBesides
): Besides {
  const year = row.createdAt + MANAGE_LINK_MS
  const link =
    what === 'follow'
      ? linkTo('unsubscribe', `follower/${id}/`, year)
      : linkTo('organisation', id, (state === 'pending' ? expiresAt : null) ?? year)
  return { what, about, name, state, link }
}

function alarm(row: ClaimedRow): Choice {
  const read = alarmDetails.safeParse(JSON.parse(row.details ?? 'null'))
  const { kind, detail } = read.data ?? NO_DETAILS
  return chosen({ mail: 'alarm', at: row.createdAt, kind, detail }, null)
}

/** Whoever promised a notice wrote down all that it says. */
function notice(row: ClaimedRow): Choice {
  if (row.details === null) return SKIP
  const details = JSON.parse(row.details) as Notice
  return chosen({ mail: 'notice', at: row.createdAt, notice: details }, null)
}

/** The link works until the signature expires, or the letter no longer takes confirmations. */
function confirmation(letter: KnownLetter, { id, expiresAt }: Signature, now: Date): Choice {
  const worksUntil = Math.min(expiresAt, letter.acceptsUntil)
  if (worksUntil <= now.getTime()) return SKIP
  const link = linkTo('confirm', id, expiresAt)
  return chosen({ mail: 'confirm', letter: shown(letter), link, worksUntil }, id)
}
