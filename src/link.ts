import { jwtVerify, SignJWT } from 'jose'
import { JWTExpired } from 'jose/errors'
import { deriveKey, sameSecret } from './keys'

/** A manage link works for a year; asking for another one begins a new year. */
export const MANAGE_LINK_MS = 365 * 24 * 60 * 60 * 1000

export type LinkPurpose = 'confirm' | 'manage' | 'report'

export type OpenedLink = { id: string } | { refused: 'expired' | 'broken' }

/**
 * The token of a mailed link: a JWT (HS256) whose claims are exactly `aud`, `sub` and `exp`.
 * The same arguments always give the same text, so a mail can be rendered twice.
 */
export async function signLink(
  master: Uint8Array,
  purpose: LinkPurpose,
  id: string,
  expiresAt: number
): Promise<string> {
  return new SignJWT({ aud: purpose, sub: id, exp: Math.floor(expiresAt / 1000) })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(await deriveKey(master, `${purpose}-link`))
}

/** What a token refers to, if it is ours, for this purpose, in time and in its one spelling. */
export async function openLink(
  master: Uint8Array,
  purpose: LinkPurpose,
  token: string,
  now: Date
): Promise<OpenedLink> {
  try {
    const key = await deriveKey(master, `${purpose}-link`)
    const options = { algorithms: ['HS256'], audience: purpose, currentDate: now }
    const { payload } = await jwtVerify(token, key, options)
    const { sub: id, exp } = payload
    if (typeof id !== 'string' || typeof exp !== 'number') return { refused: 'broken' }

    // jose reads several spellings of one token; only the one that we write is ours.
    const ours = await signLink(master, purpose, id, exp * 1000)
    return sameSecret(token, ours) ? { id } : { refused: 'broken' }
  } catch (error) {
    return { refused: error instanceof JWTExpired ? 'expired' : 'broken' }
  }
}
