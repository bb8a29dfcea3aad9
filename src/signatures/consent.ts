import type { Letter } from '../letters/letter'
import { textHash } from '../letters/text'

const VERSION = '1'

/** What a signer of this letter is asked to agree to, word for word. */
export function consentText(letter: Pick<Letter, 'title' | 'controller'>): string {
  return (
    `I agree that ${letter.controller.name} and Countersign use my name, role, school and email ` +
    `address to count my signature on “${letter.title}”, and publish it as I choose on this form. ` +
    `I know that signing may reveal a political opinion. I can withdraw at any time.`
  )
}

/** Keeps the words that were agreed to, once for however many signers. */
export async function keepConsent(db: D1Database, letter: Letter) {
  const text = consentText(letter)
  const sha256 = (await textHash(text)).toHex()
  const statement = db
    .prepare(
      `INSERT INTO consent (sha256, version, language, text) VALUES (?, ?, ?, ?)
       ON CONFLICT (sha256) DO NOTHING`
    )
    .bind(sha256, VERSION, letter.language, text)
  return { sha256, statement }
}
