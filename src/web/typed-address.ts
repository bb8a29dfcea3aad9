import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Letter } from '../letters/letter'
import { seal, unseal } from '../seal'
import { consentHash } from '../signatures/consent'
import type { SignForm } from '../signatures/signature'
import { urnsAsText } from '../signatures/urns'
import type { Posted } from './form'
import type { Site } from './site'

const COOKIE = 'typed'
const DAY_SECONDS = 24 * 60 * 60
const DAY_MS = DAY_SECONDS * 1000
const HOUR_MS = 60 * 60 * 1000
const MOST_LETTERS = 4
// Sealed it is a third longer, and browsers refuse a cookie of more than 4,096 bytes.
const MOST_BYTES = 2500

type Worded = Pick<Letter, 'id' | 'slug'> & Parameters<typeof consentHash>[0]

type Typed = {
  /** The letter’s id. */
  letter: number
  slug: string
  address: string
  at: number
  /** The rest of the form, of the newest letter only. */
  form?: Posted
  /** Hash of the words that were agreed to with it. */
  consent?: string
}

export type Remembered = {
  address: string
  /** When the form was sent. */
  at: number
  /** The form without its address, while it can be sent again as it was agreed to; else null. */
  form: Posted | null
}

/** Remembers in the visitor's own browser, sealed, what was typed to sign; the address for a day. */
export async function rememberAddress(
  c: Context<Site>,
  letter: Worded,
  typed: SignForm,
  now: Date
) {
  const newest = {
    letter: letter.id,
    slug: letter.slug,
    address: typed.email,
    at: now.getTime(),
    form: asPosted(typed),
    consent: await consentHash(letter),
  }
  const earlier = (await readCookie(c))
    .filter(({ slug, at }) => slug !== letter.slug && at + DAY_MS > now.getTime())
    .map(({ letter, slug, address, at }) => ({ letter, slug, address, at }))
  const text = fitting([newest, ...earlier].slice(0, MOST_LETTERS))
  setCookie(c, COOKIE, await seal(c.get('settings').MASTER_KEY, 'cookie', text), {
    prefix: 'host',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: DAY_SECONDS,
  })
}

/** What was typed for this letter in this browser, or null. The form is forgotten after an hour. */
export async function rememberedAddress(
  c: Context<Site>,
  letter: Worded,
  now: Date
): Promise<Remembered | null> {
  const typed = (await readCookie(c)).find(({ slug }) => slug === letter.slug)
  if (!typed) return null
  const { address, at, form, consent } = typed
  const fresh = at + HOUR_MS > now.getTime() && consent === (await consentHash(letter))
  return { address, at, form: (fresh && form) || null }
}

/** The address alone, of a letter that is not read yet. */
export async function addressTypedFor(c: Context<Site>, slug: string): Promise<string | null> {
  return (await readCookie(c)).find((typed) => typed.slug === slug)?.address ?? null
}

/** Has somebody signed this letter in this browser, within a day. */
export async function hasSignedHere(c: Context<Site>, letterId: number): Promise<boolean> {
  return (await readCookie(c)).some(({ letter }) => letter === letterId)
}

async function readCookie(c: Context<Site>): Promise<Typed[]> {
  const sealed = getCookie(c, COOKIE, 'host')
  const text = sealed && (await unseal(c.get('settings').MASTER_KEY, 'cookie', sealed))
  return text ? (JSON.parse(text) as Typed[]) : []
}

/** A form as it would be posted again; agreement is not part of it. */
function asPosted(form: SignForm): Posted {
  return {
    edition: String(form.edition),
    name: form.name,
    role: form.role,
    role_other: form.role_other ?? '',
    school: form.urn.length > 0 ? '' : (form.school ?? ''),
    urn: urnsAsText(form.urn) ?? '',
    country: form.country ?? '',
    public: form.public ? 'on' : '',
    updates: form.updates ? 'on' : '',
  }
}

/** As many of the newest as a cookie holds. */
function fitting(typed: Typed[]): string {
  const text = JSON.stringify(typed)
  const fits = new TextEncoder().encode(text).length <= MOST_BYTES
  return fits || typed.length === 1 ? text : fitting(typed.slice(0, -1))
}
