import { requireSettings, type Env } from '../../../src/env'
import { accountFor } from '../../../src/desk/account'
import { hashOf, newSecret } from '../../../src/desk/session'
import { deriveKey, mac } from '../../../src/keys'

/** Signs a steward in who owns a letter, too. Returns the letter's id and the cookie of their browser. */
export async function signIn(
  env: Pick<Env, 'DB'>,
  { slug }: { slug: string }
): Promise<{ id: number; cookie: string }> {
  const now = Date.now()
  const { DB } = env
  const { MASTER_KEY } = requireSettings(env)
  const account = await accountFor(DB, MASTER_KEY, 'steward@countersign.test', new Date(now))
  const secret = newSecret()
  const { results } = await DB.prepare('SELECT id FROM letter WHERE slug = ?')
    .bind(slug)
    .all<{ id: number }>()
  const [letter] = results
  if (!letter) throw new Error(`no letter ${slug}`)
  await DB.batch([
    DB.prepare(
      `INSERT INTO session (hash, account_id, browser, created_at, seen_at)
       VALUES (?1, ?2, 'A benchmark', ?3, ?3)`
    ).bind(await hashOf(secret), account.id, now),
    DB.prepare(
      `INSERT OR IGNORE INTO member (letter_id, account_id, role, since) VALUES (?, ?, 'owner', ?)`
    ).bind(letter.id, account.id, now),
  ])
  const minute = Math.floor(now / 60_000)
  const signed = await mac(await deriveKey(MASTER_KEY, 'session'), `${secret}.${minute}`)
  const signature = signed.toBase64({ alphabet: 'base64url', omitPadding: true })
  return { id: letter.id, cookie: `__Host-desk=${secret}.${minute}.${signature}` }
}
