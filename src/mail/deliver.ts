import { claimMails } from './claim'
import type { TransportSettings } from './mailer'
import type { Mailer, Sent } from './message'
import { beginOutage, type Outage } from './outage'
import { pack, type MailSettings } from './pack'
import { settle, type Settled } from './settle'
import { split } from './split'

export type MailDeps = {
  db: D1Database
  settings: TransportSettings & MailSettings
  mailer?: Mailer | null
  /** From 0 to 1, for the jitter of a wait. */
  random?: () => number
}

/** How many mails came to what. */
export type Delivery = Record<'sent' | 'skipped' | 'refused' | 'unknown', number>

export const NOTHING: Delivery = { sent: 0, skipped: 0, refused: 0, unknown: 0 }

/** Was the provider asked, and if so, did it take the batch, or for how long does mail rest. */
type Answer = 'not-asked' | 'took-it' | { restMs: number }

/**
 * Sends one batch of what is due; null if nothing is. Any number of these may run at once: each mail
 * is sent by one of them.
 */
export async function deliver(
  { db, settings, random = Math.random }: MailDeps,
  send: Mailer['send'],
  outage: Outage | null,
  now: Date
): Promise<(Delivery & { provider: Answer }) | null> {
  const claim = await claimMails(db, settings.MASTER_KEY, now)
  if (!claim) return null

  const { ids, messages, key, unfit } = await pack(settings, claim.mails)
  const sent = messages.length > 0 ? await send(messages, key, now) : null
  const settled = [...unfit, ...(sent ? outcomes(sent, ids) : [])]
  if (settled.length > 0) await settle(db, settled, now)
  if (sent && 'rejected' in sent && ids.length > 1) await split(db, claim.batch, now)

  const done = { ...NOTHING, skipped: claim.skipped, unknown: claim.unknown }
  for (const { state } of settled) done[state] += 1
  if (!sent) return { ...done, provider: 'not-asked' }
  if (!('ambiguous' in sent)) return { ...done, provider: 'took-it' }
  const restMs = await beginOutage(db, claim, sent, outage, random, now)
  return { ...done, provider: { restMs } }
}

/** What a parcel's mails came to for good. Those that must be tried again are not among them. */
function outcomes(sent: Sent, ids: string[]): Settled[] {
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
