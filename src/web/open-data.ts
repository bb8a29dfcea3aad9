import type { Context, MiddlewareHandler } from 'hono'
import { every } from 'hono/combine'
import { etag } from 'hono/etag'
import type { Totals } from '../newsroom/totals'
import { openToAll, publicRead } from './public-read'
import type { Site } from './site'

/**
 * What the public data pass: any site may read them, they rest at the edge for five seconds under
 * the query keys they know, and whoever has the answer already is told so (304).
 */
export function openData(...queryKeys: string[]): MiddlewareHandler<Site> {
  return every(openToAll, etag(), publicRead(...queryKeys))
}

/** Says in headers, for data that have no other place for it, which moment they are of. */
export function sayMoment(c: Context<Site>, { asOf, ledgerSize }: Totals) {
  c.header('x-as-of', asOf.toISOString())
  c.header('x-ledger-size', String(ledgerSize))
  c.header('access-control-expose-headers', 'ETag, X-As-Of, X-Ledger-Size')
}

/** A table as a file to save, under the name that it has in its address. */
export function answerCsv(
  c: Context<Site>,
  slug: string,
  name: string,
  csv: string | ReadableStream
) {
  return c.body(csv, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${slug}-${name}"`,
  })
}
