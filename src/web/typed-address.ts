import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { seal, unseal } from '../seal'
import type { Site } from './site'

const COOKIE = 'typed'
const DAY_SECONDS = 24 * 60 * 60

/** Remembers in the visitor's own browser, sealed, which address was typed for which letter. */
export async function rememberAddress(c: Context<Site>, slug: string, address: string) {
  const sealed = await seal(c.get('settings').MASTER_KEY, 'cookie', JSON.stringify([slug, address]))
  setCookie(c, COOKIE, sealed, {
    prefix: 'host',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: DAY_SECONDS,
  })
}

/** The address typed for this letter in this browser, or null. */
export async function rememberedAddress(c: Context<Site>, slug: string): Promise<string | null> {
  const sealed = getCookie(c, COOKIE, 'host')
  const text = sealed && (await unseal(c.get('settings').MASTER_KEY, 'cookie', sealed))
  if (!text) return null
  const [letter, address] = JSON.parse(text) as [string, string]
  return letter === slug ? address : null
}
