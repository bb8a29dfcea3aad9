import * as z from 'zod/mini'

const TIMEOUT_MS = 800
const CACHE_SECONDS = 60 * 60
const NO_SUCH_NAME = 3

const dnsAnswer = z.object({
  Status: z.number(),
  Answer: z.optional(z.array(z.object({ type: z.number(), data: z.string() }))),
})

/** Why mail can't reach a domain; null where it can, or where nobody could tell. */
export type MailDomainProblem = 'no-such-domain' | 'takes-no-mail' | null

/**
 * Asks DNS over HTTPS whether a domain takes mail: not if there is no such name, nor if it says so
 * (a null MX, RFC 7505). Whatever fails or takes too long lets the address pass. Asks for an hour
 * at most once; sends the domain only.
 */
export async function mailDomainProblem(
  dnsUrl: string,
  domain: string
): Promise<MailDomainProblem> {
  const url = `${dnsUrl}?${new URLSearchParams({ name: domain, type: 'MX' })}`
  try {
    return judge(await (await cachedFetch(url)).json())
  } catch {
    return null
  }
}

async function cachedFetch(url: string): Promise<Response> {
  const known = await caches.default.match(url)
  if (known) return known

  const answer = await fetch(url, {
    headers: { accept: 'application/dns-json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (!answer.ok) throw new Error(`DNS answered ${answer.status}`)
  const kept = new Response(await answer.text(), {
    headers: { 'cache-control': `max-age=${CACHE_SECONDS}` },
  })
  await caches.default.put(url, kept.clone())
  return kept
}

function judge(body: unknown): MailDomainProblem {
  const { Status, Answer } = dnsAnswer.parse(body)
  if (Status === NO_SUCH_NAME) return 'no-such-domain'
  const exchanges = (Answer ?? []).filter((record) => record.type === 15)
  const refusesAll = exchanges.length === 1 && /^\d+\s+\.$/.test(exchanges[0]?.data ?? '')
  return refusesAll ? 'takes-no-mail' : null
}
