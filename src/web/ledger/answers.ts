import type { Context } from 'hono'
import type { Site } from '../site'

const PLAIN = { 'content-type': 'text/plain; charset=utf-8' }

export function answerText(c: Context<Site>, text: string) {
  return c.body(text, 200, PLAIN)
}

export function answerBytes(c: Context<Site>, bytes: Uint8Array<ArrayBuffer>) {
  return c.body(bytes, 200, { 'content-type': 'application/octet-stream' })
}

/** Programs read these addresses: what is wrong is one line of text, not a page. */
export function answerProblem(c: Context<Site>, status: 400 | 404, problem: string) {
  return c.body(`${problem}\n`, status, PLAIN)
}

/** What is missing will be made anew: programs may ask once more. */
export function answerLater(c: Context<Site>) {
  const problem =
    'Part of this ledger is not at hand and is being made anew. Ask again in a minute.'
  return c.body(`${problem}\n`, 503, { ...PLAIN, 'retry-after': '60' })
}

export function answerNoLedger(c: Context<Site>) {
  return answerProblem(c, 404, 'There is no ledger at this address.')
}
