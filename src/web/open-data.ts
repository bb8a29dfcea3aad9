import type { Context, MiddlewareHandler } from 'hono'
import { every } from 'hono/combine'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import type { Totals } from '../newsroom/totals'
import { openToAll, publicRead, type QueryKey } from './public-read'
import type { Site } from './site'

const MOMENT_HEADERS = ['X-As-Of', 'X-Ledger-Size']
const EXPOSED = 'Access-Control-Expose-Headers'

/** Whoever has the answer already is told so (304), and of which moment that holds. */
export const unlessKnown: MiddlewareHandler<Site> = etag({
  retainedHeaders: [...RETAINED_304_HEADERS, ...MOMENT_HEADERS, EXPOSED],
})

/**
 * What the public data pass: any site may read them, they rest at the edge for five seconds under
 * the query keys they know, and whoever has the answer already is told so (304).
 */
export function openData(...queryKeys: QueryKey[]): MiddlewareHandler<Site> {
  return every(openToAll, unlessKnown, publicRead(...queryKeys))
}

/** Says in headers, for data that have no other place for it, which moment they are of. */
export function sayMoment(c: Context<Site>, { asOf, ledgerSize }: Totals) {
  c.header('x-as-of', asOf.toISOString())
  c.header('x-ledger-size', String(ledgerSize))
  c.header(EXPOSED, ['ETag', ...MOMENT_HEADERS].join(', '))
}

/**
 * A table as a file to save. Its name says of which moment it is, since headers are lost with
 * saving: `inspection-history-2026-06-22T140231Z-ledger-214.csv`.
 */
export function answerCsv(
  c: Context<Site>,
  name: string,
  { asOf, ledgerSize }: Totals,
  csv: string | ReadableStream
) {
  const time = asOf.toISOString().replace(/:|\.\d+/g, '')
  return c.body(csv, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}-${time}-ledger-${ledgerSize}.csv"`,
  })
}
