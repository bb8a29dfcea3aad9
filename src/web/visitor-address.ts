import type { Context } from 'hono'

/** The network address that the platform says a request came from. */
export function visitorAddress(c: Context): string {
  return c.req.header('cf-connecting-ip') ?? 'unknown'
}
