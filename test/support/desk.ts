import { env } from 'cloudflare:workers'
import { accountFor, type Account } from '../../src/desk/account'
import type { TeamRole } from '../../src/desk/rights'
import { hashOf, newSecret } from '../../src/desk/session'
import { deriveKey, mac } from '../../src/keys'
import type { Letter } from '../../src/letters/letter'
import { aVisitor, type Visitor } from './visitor'

let campaigners = 0

export type Campaigner = Visitor & { account: Account }

/** Somebody signed in at the desk, in a browser of their own. */
export async function aCampaigner(
  address = `campaigner-${++campaigners}@example.org`,
  over: { fresh?: boolean; launching?: Account['launching'] } = {}
): Promise<Campaigner> {
  const now = new Date()
  const master = Uint8Array.fromBase64(env.MASTER_KEY)
  const account = await accountFor(env.DB, master, address, now)
  const secret = newSecret()
  const freshUntil = over.fresh ? now.getTime() + 10 * 60 * 1000 : null
  await env.DB.prepare(
    `INSERT INTO session (hash, account_id, browser, created_at, seen_at, fresh_until)
     VALUES (?1, ?2, 'A test', ?3, ?3, ?4)`
  )
    .bind(await hashOf(secret), account.id, now.getTime(), freshUntil)
    .run()
  await env.DB.prepare('UPDATE account SET launching = ? WHERE id = ?')
    .bind(over.launching ?? 'allowed', account.id)
    .run()

  const visitor = aVisitor()
  const minute = Math.floor(now.getTime() / 60_000)
  const signed = await mac(await deriveKey(master, 'session'), `${secret}.${minute}`)
  const signature = signed.toBase64({ alphabet: 'base64url', omitPadding: true })
  visitor.cookies.set('__Host-desk', `${secret}.${minute}.${signature}`)
  return { ...visitor, account }
}

/** A steward of the tests' site. */
export function aSteward(over: { fresh?: boolean } = {}): Promise<Campaigner> {
  return aCampaigner('steward@countersign.test', over)
}

/** Makes somebody a member of a letter's team. */
export async function joinTeam(letter: Pick<Letter, 'id'>, who: Campaigner, role: TeamRole) {
  await env.DB.prepare(
    `INSERT INTO member (letter_id, account_id, role, since) VALUES (?, ?, ?, ?)
     ON CONFLICT (letter_id, account_id) DO UPDATE SET role = excluded.role`
  )
    .bind(letter.id, who.account.id, role, Date.now())
    .run()
}

/** The cookies of somebody's browser, for a request that another site of the tests is sent. */
export function cookieOf({ cookies }: Visitor): string {
  return [...cookies].map((pair) => pair.join('=')).join('; ')
}
