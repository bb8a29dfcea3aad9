import type { Letter } from '../letters/letter'
import { textHash } from '../letters/text'

const VERSION = '1'

type Consented = Pick<Letter, 'title' | 'hosts' | 'hostsInText' | 'controller'>

const together = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/**
 * What a signer of this letter is asked to agree to, word for word. It names everyone whom the text
 * is from, and whoever answers for the data. Who joins or leaves between two editions changes none
 * of it, so that nobody agrees to other words than they were shown.
 */
export function consentText({ title, hosts, hostsInText, controller }: Consented): string {
  const names = (hostsInText ?? hosts).map(({ name }) => name)
  const who = together.format(new Set([...names, controller.name]))
  return (
    `I agree that ${who}, through Countersign, use my name, role, school and email address to ` +
    `count my signature on “${title}”, and publish it as I choose on this form. I know that ` +
    `signing may reveal a political opinion. I can withdraw at any time.`
  )
}

/** SHA-256 of those words, in hex: what agreeing to them is remembered by. */
export async function consentHash(letter: Parameters<typeof consentText>[0]): Promise<string> {
  return (await textHash(consentText(letter))).toHex()
}

/** Keeps the words that were agreed to, once for however many signers. */
export async function keepConsent(db: D1Database, letter: Letter) {
  const sha256 = await consentHash(letter)
  const statement = db
    .prepare(
      `INSERT INTO consent (sha256, version, language, text) VALUES (?, ?, ?, ?)
       ON CONFLICT (sha256) DO NOTHING`
    )
    .bind(sha256, VERSION, letter.language, consentText(letter))
  return { sha256, statement }
}
