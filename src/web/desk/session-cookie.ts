import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { IDLE_MS, LONGEST_MS } from '../../desk/session'
import { sameSecret, tokenFor } from '../../keys'
import type { Site } from '../site'

const COOKIE = 'desk'
const MINUTE_MS = 60 * 1000

/**
 * Hands a browser its session. The cookie also says, signed, in which minute it was last used, so
 * that no page that is only read has to write that down.
 */
export async function giveSession(c: Context<Site>, secret: string, now: Date) {
  const minute = Math.floor(now.getTime() / MINUTE_MS)
  const value = `${secret}.${minute}.${await signature(c, secret, minute)}`
  setCookie(c, COOKIE, value, {
    prefix: 'host',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: LONGEST_MS / 1000,
  })
}

/** The secret that this browser holds, however long it has rested: to end its session. */
export function heldSecret(c: Context<Site>): string | null {
  return getCookie(c, COOKIE, 'host')?.split('.')[0] || null
}

/** The secret of this browser's session, unless it rested too long; kept alive by being asked for. */
export async function takeSession(c: Context<Site>, now: Date): Promise<string | null> {
  const [secret, used, signed, ...rest] = getCookie(c, COOKIE, 'host')?.split('.') ?? []
  const minute = Number(used)
  if (!secret || !signed || rest.length > 0 || !Number.isSafeInteger(minute)) return null
  if (!sameSecret(signed, await signature(c, secret, minute))) return null
  if (minute * MINUTE_MS + IDLE_MS <= now.getTime()) return null

  if (minute < Math.floor(now.getTime() / MINUTE_MS)) await giveSession(c, secret, now)
  return secret
}

export function dropSession(c: Context<Site>) {
  deleteCookie(c, COOKIE, { prefix: 'host', path: '/', secure: true })
}

function signature(c: Context<Site>, secret: string, minute: number): Promise<string> {
  return tokenFor(c.get('settings').MASTER_KEY, 'session', `${secret}.${minute}`)
}
