import { Resend } from 'resend'
import type { Counted, Outcome } from './outcome'
import type { Unreachable } from './unreachable'

/** What the mail provider tells of one mail, or of a mailbox. */
export type News = {
  /** The mail, by the provider's own id; null: it is about none. */
  providerId: string | null
  counts: Counted | null
  /** What the mail came to for good, if it has. */
  outcome: Outcome | null
  /** In the provider's words, without any address. */
  reason: string
  /** Where nothing may go any more, and why. */
  shut: { addresses: string[]; why: Unreachable } | null
}

/** `odd`: signed, and nothing that can be read. `no-key`: the secret itself can't be one. */
export type Refused = 'unsigned' | 'odd' | 'no-key'

/**
 * Reads what was posted, if whoever shares the secret signed it (Standard Webhooks), at most five
 * minutes from now. Null: it is about something else.
 */
export function readNews(
  webhookSecret: string,
  headers: { id: string; timestamp: string; signature: string },
  payload: string
): { news: News | null } | { refused: Refused } {
  try {
    return { news: newsIn(resend.webhooks.verify({ payload, headers, webhookSecret })) }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    // The JSON is read once the signature was found right.
    if (name === 'SyntaxError') return { refused: 'odd' }
    return { refused: name === 'WebhookVerificationError' ? 'unsigned' : 'no-key' }
  }
}

/** Looking at a signature takes no key of the account. */
const resend = new Resend('none')

const MOST_ADDRESSES = 50

function newsIn(event: unknown): News | null {
  const at = (...path: string[]) => textAt(event, 'data', ...path)
  const mail = { providerId: at('email_id') || null, outcome: null, reason: '', shut: null }
  const addresses = addressesIn(event)
  switch (textAt(event, 'type')) {
    case 'email.delivered':
      return { ...mail, counts: 'delivered', outcome: 'delivered' }
    case 'email.delivery_delayed':
      return { ...mail, counts: 'delayed' }
    case 'email.failed':
      return { ...mail, counts: 'failed', reason: inShort(at('failed', 'reason')) }
    case 'email.bounced': {
      const [type, subType] = [at('bounce', 'type'), at('bounce', 'subType')]
      const bounced = { ...mail, counts: 'bounced' as const, reason: inShort(type, subType) }
      // A full mailbox may have room tomorrow, and an answer of who is away is a bounce to some.
      if (type.toLowerCase() !== 'permanent') return bounced
      return { ...bounced, outcome: 'bounced', shut: { addresses, why: 'bounced' } }
    }
    case 'email.suppressed': {
      const reason = inShort('Suppressed', at('suppressed', 'type'))
      const shut = { addresses, why: 'bounced' as const }
      return { ...mail, counts: 'bounced', outcome: 'bounced', reason, shut }
    }
    case 'email.complained':
      return {
        ...mail,
        counts: 'complained',
        outcome: 'complained',
        shut: { addresses, why: 'complained' },
      }
    case 'suppression.added': {
      const why = at('origin') === 'complaint' ? 'complained' : 'bounced'
      const reason = inShort('Suppressed', at('origin'))
      return {
        ...mail,
        providerId: null,
        counts: null,
        reason,
        shut: { addresses: plain([at('email')]), why },
      }
    }
    default:
      return null
  }
}

function addressesIn(event: unknown): string[] {
  const to = valueAt(event, 'data', 'to')
  return plain(Array.isArray(to) ? to : [to])
}

/** Addresses alone, without the names beside them, their domains in lower case. */
function plain(given: unknown[]): string[] {
  return given.slice(0, MOST_ADDRESSES).flatMap((one) => {
    const [, local, domain] = /([^\s<>@]+)@([^\s<>@]+)>?\s*$/.exec(String(one)) ?? []
    return local && domain ? [`${local}@${domain.toLowerCase()}`] : []
  })
}

/** A class of reasons, short enough to count by. */
function inShort(...words: string[]): string {
  const text = words
    .filter(Boolean)
    .join('/')
    .replaceAll(/\S*@\S*/g, '')
  return text
    .replaceAll(/[^\w .,:/-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 60)
}

function textAt(value: unknown, ...path: string[]): string {
  const found = valueAt(value, ...path)
  return typeof found === 'string' ? found : ''
}

function valueAt(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined,
    value
  )
}
