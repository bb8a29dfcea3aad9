import { createHmac } from 'node:crypto'
import type { Fate, Taken, Telling, Wanted } from './mode.ts'

const bounce = (type: string, subType: string) => ({ type, subType, message: 'It came back.' })

/** What is told of a mail of each fate, one after the other. */
const TOLD: Record<Fate | 'none', [type: string, more: object][]> = {
  none: [['email.delivered', {}]],
  bounced: [['email.bounced', { bounce: bounce('Permanent', 'General') }]],
  full: [
    ['email.delivery_delayed', {}],
    ['email.bounced', { bounce: bounce('Transient', 'MailboxFull') }],
  ],
  complained: [
    ['email.delivered', {}],
    ['email.complained', {}],
  ],
}

/** What a provider tells of the mails that it took, each signed as Svix does it. */
export function tellings(taken: Taken[], { secret, fates, at = Date.now() }: Wanted): Telling[] {
  return taken.flatMap(({ id, to, subject, headers }) => {
    const mail = {
      email_id: id,
      to: [to],
      subject,
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    }
    return TOLD[fates[to] ?? 'none'].map(([type, more]) =>
      signed(secret, at, `msg_${id}_${type}`, {
        type,
        created_at: new Date(at).toISOString(),
        data: { ...mail, ...more },
      })
    )
  })
}

function signed(secret: string, at: number, id: string, event: object): Telling {
  const body = JSON.stringify(event)
  const timestamp = String(Math.floor(at / 1000))
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': `v1,${mac}`,
    },
    body,
  }
}
