import type { Settings } from '../env'
import type { Chosen, FrozenMail } from './chosen'
import { address, type Message } from './message'
import { render } from './render'
import { readSender, senderFor } from './sender'
import type { Settled } from './settle'

export type MailSettings = Pick<Settings, 'ORIGIN' | 'MAIL_FROM' | 'MASTER_KEY'>

/** Messages to send together, in order, and the key that sends them once. */
export type Parcel = { ids: string[]; messages: Message[]; key: string; unfit: Settled[] }

/**
 * Renders mails for their journey. The same mails always give the same parcel. What would break out
 * of a header stays behind, refused.
 */
export async function pack(settings: MailSettings, mails: FrozenMail[]): Promise<Parcel> {
  const { ORIGIN: origin, MAIL_FROM, MASTER_KEY } = settings
  const site = { name: readSender(MAIL_FROM).name, origin }
  const ids: string[] = []
  const sendings: string[] = []
  const messages: Message[] = []
  const unfit: Settled[] = []

  for (const { id, address: to, resent, chosen } of mails) {
    const content = await render(chosen, site, MASTER_KEY)
    if (!content) {
      unfit.push({ id, state: 'refused', problem: 'What it tells of is gone.' })
      continue
    }
    const message = address(content, to, senderFor(MAIL_FROM, hostsOf(chosen)))
    if ('refused' in message) {
      unfit.push({ id, state: 'refused', problem: message.refused })
    } else {
      ids.push(id)
      // What a steward sends again is another sending to the provider, too.
      sendings.push(resent > 0 ? `${id} ${resent}` : id)
      messages.push(message)
    }
  }
  return { ids, messages, key: await keyOf(sendings), unfit }
}

function hostsOf(chosen: Chosen): string[] {
  const about = chosen.mail === 'notice' ? chosen.notice : chosen
  return 'letter' in about ? about.letter.hosts : []
}

async function keyOf(sendings: string[]): Promise<string> {
  const bytes = new TextEncoder().encode(sendings.join('\n'))
  return `mail/${new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toHex()}`
}
