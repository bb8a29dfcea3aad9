import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from './problem.ts'
import { plain } from './verify-words.ts'

const TIMEOUT_MS = 30_000
const PAUSES_MS = [500, 2000]
const MOST_REDIRECTS = 3

/** A site answered, with a no: a page that is not there, or a request that it does not take. */
export class Refused extends Problem {}

/** A failure that may pass by itself. */
class Unreachable extends Problem {}

/**
 * What an address answers, at most so many bytes. Tries again what may pass. Follows redirects
 * within a host only, and never from https to http. Throws `Problem`, or `Refused` for a 4xx.
 */
export function fetchBytes(url: string, limit: number): Promise<Uint8Array> {
  return insist(() => follow(url, limit))
}

/** Where an address redirects to, without going there; null if it does not. */
export async function redirectOf(url: string): Promise<URL | null> {
  const response = await insist(() => ask(url))
  await response.body?.cancel()
  return isRedirect(response) ? URL.parse(response.headers.get('location') ?? '', url) : null
}

async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      await sleep(pause)
    }
  }
  return work()
}

async function follow(url: string, limit: number): Promise<Uint8Array> {
  let at = url
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const response = await ask(at)
    if (!isRedirect(response)) return answerOf(response, at, limit)
    await response.body?.cancel()
    at = nextOf(response, at)
  }
  throw new Problem(`${url} leads round in circles. Look at it in a browser.`)
}

async function ask(url: string): Promise<Response> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const headers = { 'user-agent': 'countersign-verify' }
  try {
    return await fetch(url, { redirect: 'manual', signal, headers })
  } catch (error) {
    throw unreachable(url, error)
  }
}

async function answerOf(response: Response, url: string, limit: number): Promise<Uint8Array> {
  const { status } = response
  if (status === 429 || status >= 500) {
    await response.body?.cancel()
    throw new Unreachable(`${url} answered ${status}. Try again in a few minutes.`)
  }
  const isPage = response.headers.get('content-type')?.includes('html') ?? false
  if (isPage) await response.body?.cancel()
  if (isPage && status === 200) throw notCountersign(url)

  const bytes = isPage ? new Uint8Array() : await bodyOf(response, url, limit)
  if (status === 200) return bytes
  const reason = plain(new TextDecoder().decode(bytes))
  throw new Refused(`${url} answered ${status}${reason && `: ${reason}`}\nIs the address right?`)
}

async function bodyOf(response: Response, url: string, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length
      if (length > limit) break
      chunks.push(chunk)
    }
  } catch (error) {
    throw unreachable(url, error)
  }
  if (length <= limit) return new Uint8Array(Buffer.concat(chunks))
  throw new Problem(
    `${url} is larger than it can rightly be (${limit} bytes), and was not read on.`
  )
}

function nextOf(response: Response, at: string): string {
  const from = new URL(at)
  const to = URL.parse(response.headers.get('location') ?? '', at)
  const staysSafe = to?.protocol === from.protocol || to?.protocol === 'https:'
  if (to && staysSafe && to.hostname === from.hostname) return to.href
  const target = to ? plain(to.href) : 'nowhere'
  throw new Problem(
    `${at} leads to ${target}, which is another place.\n` +
      'If that is where the letter lives now, give its address there.'
  )
}

function isRedirect({ status }: Response): boolean {
  return status >= 300 && status < 400 && status !== 304
}

function notCountersign(url: string): Problem {
  return new Problem(
    `${url} answered with a web page where a ledger’s data should be.\n` +
      'Is it a Countersign site? A network that asks you to sign in first does this too.'
  )
}

function unreachable(url: string, error: unknown) {
  const { cause } = error as { cause?: { code?: string; message?: string } }
  const isLate = error instanceof Error && error.name === 'TimeoutError'
  const reason = isLate ? 'no answer in time' : (cause?.code ?? cause?.message ?? String(error))
  const what = `${url} could not be read (${plain(reason)}).`
  return new Unreachable(`${what}\nCheck the address and your connection, then try again.`)
}
