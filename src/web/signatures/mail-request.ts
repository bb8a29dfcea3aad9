import type { Context } from 'hono'
import { emailAddress } from '../../signatures/address'
import { whyTooMany } from '../no-mailing'
import type { Site } from '../site'

type MailRequest = { email: string } | { problem: string; status: 422 | 429 }

/** The address to write to, or why not. Asking for mail has a limit of its own, apart from signing. */
export async function readMailRequest(c: Context<Site>, typed = ''): Promise<MailRequest> {
  const email = emailAddress.safeParse(typed)
  if (!email.success) {
    return { problem: email.error.issues[0]?.message ?? '', status: 422 }
  }
  const problem = await whyTooMany(c, 'links')
  return problem ? { problem, status: 429 } : { email: email.data }
}
