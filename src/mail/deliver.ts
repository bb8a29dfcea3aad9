import { claimMails } from './claim'
import { mailerFor, type TransportSettings } from './mailer'
import type { Mailer, Sent } from './message'
import { pack, type MailSettings, type Parcel } from './pack'
import { putBack } from './put-back'
import { settle, type Settled } from './settle'
import { split } from './split'

/** A thousand mails; whoever called looks again if there are more. */
const ROUNDS = 10

export type MailDeps = {
  db: D1Database
  settings: TransportSettings & MailSettings
  mailer?: Mailer | null
  /** From 0 to 1, for the jitter of a wait. */
  random?: () => number
}

export type Delivery = {
  sent: number
  skipped: number
  refused: number
  unknown: number
  /** The provider could not take a batch, which now waits for this long. */
  retryInMs: number | null
  /** Something may still be due. */
  more: boolean
}

/**
 * Sends what is due: the named mails and then the rest, or (`null`) all that has waited for
 * `graceMs`. Stops when nothing is due, or when the provider can't go on. Any number of these may
 * run at once: each mail is sent by one of them.
 */
export async function deliver(
  { db, settings, mailer = mailerFor(settings, db), random = Math.random }: MailDeps,
  ids: string[] | null,
  now: Date,
  graceMs = 0
): Promise<Delivery> {
  const done: Delivery = {
    sent: 0,
    skipped: 0,
    refused: 0,
    unknown: 0,
    retryInMs: null,
    more: false,
  }
  if (!mailer) return done

  const dueBy = new Date(now.getTime() - graceMs)
  for (let round = 0; round < ROUNDS; round++) {
    const named = ids?.slice(round * 100, round * 100 + 100) ?? []
    const claim = await claimMails(db, named, dueBy, now)
    if (!claim) return done

    const parcel = await pack(settings, claim.mails)
    const sent = await sendParcel(mailer, parcel, now)
    const settled = [...parcel.unfit, ...outcomes(sent, parcel)]
    if (settled.length > 0) await settle(db, settled, now)

    for (const { state } of settled) done[state] += 1
    done.skipped += claim.skipped
    done.unknown += claim.unknown
    if ('rejected' in sent && parcel.ids.length > 1) await split(db, claim.batch, now)
    if ('ambiguous' in sent)
      return { ...done, retryInMs: await putBack(db, claim, sent, random, now) }
  }
  return { ...done, more: true }
}

async function sendParcel(mailer: Mailer, { messages, key }: Parcel, now: Date): Promise<Sent> {
  return messages.length > 0 ? mailer.send(messages, key, now) : { results: [] }
}

/** What a parcel's mails came to for good. Those that must be tried again are not among them. */
function outcomes(sent: Sent, { ids }: Parcel): Settled[] {
  if ('ambiguous' in sent) return []
  if ('unknowable' in sent) {
    return ids.map((id) => ({ id, state: 'unknown', problem: sent.unknowable }))
  }
  if ('rejected' in sent) {
    // Of several, the one at fault is found by sending each alone.
    return ids.length === 1
      ? ids.map((id) => ({ id, state: 'refused', problem: sent.rejected }))
      : []
  }
  return ids.map((id, place) => {
    const result = sent.results[place]
    if (result && 'accepted' in result) return { id, state: 'sent', providerId: result.accepted }
    return { id, state: 'refused', problem: result?.refused ?? 'No result came for it.' }
  })
}
