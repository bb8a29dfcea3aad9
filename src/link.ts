import { CompactSign } from 'jose'
import { deriveKey, sameSecret } from './keys'

/** A manage link works for a year; asking for another one begins a new year. */
export const MANAGE_LINK_MS = 365 * 24 * 60 * 60 * 1000

export type LinkPurpose =
  | 'confirm'
  | 'manage'
  | 'report'
  | 'follow'
  | 'unsubscribe'
  | 'organisation'
  | 'correction'
  | 'school-mailbox'

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
  const claims = { aud: purpose, sub: id, exp: Math.floor(expiresAt / 1000) }
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
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
  const { sub: id, exp } = claimsOf(token)
  if (typeof id !== 'string' || typeof exp !== 'number') return { refused: 'broken' }

  // Ours is only what we would write ourselves: that is its signature checked, and its spelling.
  const ours = await signLink(master, purpose, id, exp * 1000)
  if (!sameSecret(token, ours)) return { refused: 'broken' }
  return exp * 1000 > now.getTime() ? { id } : { refused: 'expired' }
}

/** What a token says of itself, which anybody may have written. */
function claimsOf(token: string): { sub?: unknown; exp?: unknown } {
  try {
    const bytes = Uint8Array.fromBase64(token.split('.')[1] ?? '', { alphabet: 'base64url' })
    return Object(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return {}
  }
}
