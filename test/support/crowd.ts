import { env } from 'cloudflare:workers'
import type { Letter } from '../../src/letters/letter'
import { aLetter } from './letters'
import { ada, signAndConfirm } from './signers'

/**
 * A signer by the way of real ones, and then as many more as rows, with every number moved alike.
 * Only the ledger's entries are missing, and no page reads those.
 */
export async function aLetterSignedBy(n: number): Promise<Letter> {
  const letter = await aLetter()
  await signAndConfirm(letter, ada({ name: 'Zuleika First', school: 'Fenmoor High' }))
  await env.DB.batch([
    env.DB.prepare(
      `WITH RECURSIVE series (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM series WHERE i < ?2)
       INSERT INTO signature (id, letter_id, state, edition, name, role, school, country, public,
         updates, assurance, email_key, domain_key, salt, address_mac, number, entry, consent_id,
         created_at, expires_at, confirmed_at)
       SELECT ?1 || '.many-' || i, ?1, 'counted', 1, 'Tamsin Number' || i, 'head', 'Fenmoor High',
              'england', 1, 0, 'self-declared', 'key-' || ?1 || '-' || i, 'domain', 'salt', 'mac',
              i, i + 2, consent_id, created_at, expires_at, confirmed_at
       FROM series, signature WHERE letter_id = ?1 AND number = 1`
    ).bind(letter.id, n),
    env.DB.prepare(
      `INSERT INTO signature_word (letter_id, word, number)
       SELECT letter_id, words.value, number FROM signature, json_each(
         json_array('tamsin', 'number' || number, 'fenmoor', 'high')) AS words
       WHERE letter_id = ? AND number > 1`
    ).bind(letter.id),
    env.DB.prepare('UPDATE tally SET counted = ?2 WHERE letter_id = ?1').bind(letter.id, n),
    env.DB.prepare('UPDATE tally_hour SET confirmed = ?2 WHERE letter_id = ?1').bind(letter.id, n),
    env.DB.prepare('UPDATE head SET confirmed = ?2 WHERE letter_id = ?1').bind(letter.id, n),
  ])
  return letter
}
