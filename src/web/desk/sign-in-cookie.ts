import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import * as z from 'zod/mini'
import { CODE_MS } from '../../desk/ask-sign-in'
import { seal, unseal } from '../../seal'
import type { Site } from '../site'

const COOKIE = 'sign-in'

const asking = z.object({
  /** Binds what is asked for to this browser; only its hash is stored. */
  secret: z.string(),
  address: z.string(),
  next: z.nullable(z.string()),
  at: z.number(),
})

/** What a browser that asked to sign in remembers of it, sealed, for as long as the code works. */
export type Asking = z.infer<typeof asking>

export async function rememberAsking(c: Context<Site>, what: Asking) {
  const sealed = await seal(c.get('settings').MASTER_KEY, 'sign-in-cookie', JSON.stringify(what))
  setCookie(c, COOKIE, sealed, {
    prefix: 'host',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: CODE_MS / 1000,
  })
}

/** What this browser asked for in the last ten minutes, or null. */
export async function rememberedAsking(c: Context<Site>, now: Date): Promise<Asking | null> {
  const sealed = getCookie(c, COOKIE, 'host')
  const text = sealed && (await unseal(c.get('settings').MASTER_KEY, 'sign-in-cookie', sealed))
  const known = text ? asking.parse(JSON.parse(text)) : null
  return known && known.at + CODE_MS > now.getTime() ? known : null
}

export function forgetAsking(c: Context<Site>) {
  deleteCookie(c, COOKIE, { prefix: 'host', path: '/', secure: true })
}
