import * as z from 'zod/mini'

const SITEVERIFY = 'https://challenges.cloudflare.com/turnstile/v0/siteverify'
const TIME_OUT_MS = 3000
const LONGEST_TOKEN = 2048

/** What the widget is told that its token is for, and what siteverify says it was for. */
export const ACTION = 'sign'

const verdict = z.object({ success: z.literal(true), hostname: z.string(), action: z.string() })

type Asked = { url?: string; secret: string; hostname: string; address: string | null }

/**
 * Did whoever sent this token pass Cloudflare’s check on our page, to sign. A token that is refused,
 * of another page or another act, and an answer that doesn’t come or can’t be read, prove nothing.
 * (developers.cloudflare.com/turnstile/get-started/server-side-validation)
 */
export async function isProved(
  { url = SITEVERIFY, secret, hostname, address }: Asked,
  token: string
): Promise<boolean> {
  if (token === '' || token.length > LONGEST_TOKEN) return false
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        secret,
        response: token,
        ...(address && { remoteip: address }),
        idempotency_key: crypto.randomUUID(),
      }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIME_OUT_MS),
    })
    const read = verdict.safeParse(await answer.json())
    return (
      answer.ok && read.success && read.data.hostname === hostname && read.data.action === ACTION
    )
  } catch {
    return false
  }
}
