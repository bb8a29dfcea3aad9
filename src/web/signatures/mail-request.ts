import type { Context } from 'hono'
import { isWithinRate, RATE_PERIOD_SECONDS } from '../../gate/rate'
import { emailAddress } from '../../signatures/address'
import type { Site } from '../site'
import { visitorAddress } from '../visitor-address'

type MailRequest = { email: string } | { problem: string; status: 422 | 429 }

/** The address to write to, or why not. Asking for mail has a limit of its own, apart from signing. */
export async function readMailRequest(c: Context<Site>, typed = ''): Promise<MailRequest> {
  const email = emailAddress.safeParse(typed)
  if (!email.success) {
    return { problem: email.error.issues[0]?.message ?? '', status: 422 }
  }
  if (await isWithinRate(c.env.SIGN_RATE, visitorAddress(c), 'links')) return { email: email.data }
  c.header('retry-after', String(RATE_PERIOD_SECONDS))
  const problem = `Too many requests at once. Try again in ${RATE_PERIOD_SECONDS} seconds.`
  return { problem, status: 429 }
}
