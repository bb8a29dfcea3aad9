import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { app } from '../../src/app'

type Over = Record<string, unknown>

/** Nobody is too fast, so that what comes in is looked at. */
const PATIENT = { SIGN_RATE: { limit: () => Promise.resolve({ success: true }) } }

/** Asks the site whatever somebody makes up, and waits until nothing of it is left to do. */
export async function request(path: string, init: RequestInit = {}, over: Over = PATIENT) {
  const ctx = createExecutionContext()
  const url = new URL(path, env.ORIGIN)
  if (!init.method || init.method === 'GET') await caches.default.delete(url.href)
  const answer = await app.request(url.href, init, { ...env, ...over }, ctx)
  await waitOnExecutionContext(ctx)
  return answer
}

/** A form as a browser on the site sends it, field by field. */
export function sent(pairs: [string, string][], cookie = ''): RequestInit {
  const headers = {
    origin: env.ORIGIN,
    'user-agent': 'Odd <x-odd odd="1">',
    ...(cookie && { cookie }),
  }
  return { method: 'POST', body: new URLSearchParams(pairs), headers }
}

/** The path under which the site knows what an address leads to, as `/letters/:slug`. */
export function routeOf(method: string, address: string): string | null {
  const { pathname } = new URL(address, env.ORIGIN)
  const [found] = app.router.match(method, pathname)
  const own = found.flatMap(([[, route]]) => (route.method === method ? [route.path] : []))
  const path = own.find((one) => !one.endsWith('*')) ?? own.at(-1)
  return path === undefined ? null : plain(path)
}

/** Every path that the site answers a method at. */
export function routesOf(method: string): string[] {
  return [
    ...new Set(app.routes.filter((one) => one.method === method).map(({ path }) => plain(path))),
  ]
}

/** Without the patterns of its parameters. */
function plain(path: string): string {
  return path.replaceAll(/\{(?:[^{}]|\{[^{}]*\})*\}/g, '')
}
