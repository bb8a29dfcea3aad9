import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { Context, MiddlewareHandler } from 'hono'
import { readSettings } from '../env'
import { paths } from '../paths'
import { LARGEST_FORM, UnreadableForm } from './form'
import type { Site } from './site'
import { SettingsPage } from './ui/settings-page'

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
const FORM_AGAIN = new Set([409, 422, 429, 503])
const FORM_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data'])

type Policy = NonNullable<Parameters<typeof secureHeaders>[0]>['contentSecurityPolicy']

const policy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  frameSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

const withoutScript = headersWith(policy)
const withScript = headersWith({ ...policy, scriptSrc: ["'self'"], connectSrc: ["'self'"] })

/** What a page with a live count needs: older browsers don't take a socket of ours for `'self'`. */
export const liveSources = {
  scriptSrc: ["'self'"],
  connectSrc: ["'self'", (c: Context<Site>) => c.get('settings').ORIGIN.replace(/^http/, 'ws')],
}
const withSocket = headersWith({ ...policy, ...liveSources })

/**
 * The floor of headers around a policy; `over` replaces some for an answer that other sites show.
 * `no-referrer` would make browsers post forms with `Origin: null`, which csrf() refuses.
 */
export function headersWith(
  contentSecurityPolicy: Policy,
  over: Parameters<typeof secureHeaders>[0] = {}
) {
  return secureHeaders({
    contentSecurityPolicy,
    strictTransportSecurity: 'max-age=63072000; includeSubDomains',
    referrerPolicy: 'strict-origin',
    xFrameOptions: 'DENY',
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [] },
    ...over,
  })
}

/** The headers of every answer, but for one that brings a policy of its own. */
export const safeHeaders: MiddlewareHandler<Site> = async (c, next) => {
  await next()
  const isSocket = c.res.status === 101
  if (isSocket || c.res.headers.has('content-security-policy')) return

  const scripted = c.get('isLive') ? withSocket : withScript
  // Where a page was to be and an error is, nothing runs; a form that comes back is no error.
  const isPage = c.res.ok || FORM_AGAIN.has(c.res.status)
  const headers = c.get('runsScript') && isPage ? scripted : withoutScript
  await headers(c, async () => {})
  if (!c.get('openToAll')) return
  c.res.headers.set('access-control-allow-origin', '*')
  c.res.headers.set('cross-origin-resource-policy', 'cross-origin')
}

/** Lets a page run a script of ours, and lets that read from this site. No other page may. */
export const runsScript: MiddlewareHandler<Site> = (c, next) => {
  c.set('runsScript', true)
  return next()
}

/** Lets a page run a script of ours that watches a letter's number. */
export const isLive: MiddlewareHandler<Site> = (c, next) => {
  c.set('isLive', true)
  return runsScript(c, next)
}

/** Nothing may be stored anywhere unless a route says so. */
export const notStored: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
}

/** Refuses addresses whose percent signs spell no text. */
export const readableAddress: MiddlewareHandler = async (c, next) => {
  const { pathname, search } = new URL(c.req.url)
  try {
    decodeURIComponent(pathname + search.replaceAll('+', ' '))
  } catch {
    throw new HTTPException(400)
  }
  return next()
}

/** What programs of others post to. Each looks for itself whether it may do what it is asked. */
const FROM_ELSEWHERE: string[] = [paths.unsubscribing(), paths.resendHook()]

/** A form comes from our own pages, in a form's own encoding. */
export const ownForms: MiddlewareHandler<Site> = async (c, next) => {
  if (!UNSAFE.has(c.req.method) || FROM_ELSEWHERE.includes(c.req.path)) return next()
  const type = c.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!FORM_TYPES.has(type)) throw new HTTPException(415)

  const here = [c.get('settings').ORIGIN, new URL(c.req.url).origin]
  return csrf({ origin: here })(c, next)
}

const smallForms = bodyLimit({
  maxSize: LARGEST_FORM,
  onError: () => {
    throw new HTTPException(413)
  },
})

/** No form of ours is longer. What the mail provider posts has a limit of its own. */
export const smallBodies: MiddlewareHandler<Site> = async (c, next) => {
  if (c.req.path === paths.resendHook()) return next()
  try {
    return await smallForms(c, next)
  } catch (error) {
    // What comes after this answers for its own errors: here, only the reading can fail.
    throw error instanceof HTTPException ? error : new UnreadableForm()
  }
}

/** Without its settings the site does nothing but say, by name, which are wrong. */
export const wholeSettings: MiddlewareHandler<Site> = async (c, next) => {
  const read = readSettings(c.env)
  if ('settings' in read) {
    c.set('settings', read.settings)
    return next()
  }
  if (c.req.path !== paths.health()) {
    return c.html(<SettingsPage problems={read.problems} />, 503)
  }
  const problems = read.problems.map(({ setting, problem }) => `${setting} ${problem}`)
  return c.json({ ok: false, version: c.env.VERSION?.id, problems }, 503)
}
