import type { Context } from 'hono'
import { domainOf } from '../../mailbox'
import { mailDomainProblem } from '../../signatures/mail-domain'
import type { Site } from '../site'

const PUBLIC_DNS = 'https://cloudflare-dns.com/dns-query'

/** Why no mail would arrive at an address, as far as DNS can tell. */
export async function unreachable(c: Context<Site>, address: string): Promise<string | null> {
  const { ENVIRONMENT, DNS_URL } = c.get('settings')
  const dnsUrl = DNS_URL ?? (ENVIRONMENT === 'production' ? PUBLIC_DNS : null)
  const problem = dnsUrl && (await mailDomainProblem(dnsUrl, domainOf(address)))
  if (problem === 'no-such-domain') {
    return `There is no ${domainOf(address)}. Check the part of your address behind the @.`
  }
  if (problem === 'takes-no-mail') {
    return `${domainOf(address)} takes no mail. Use another email address.`
  }
  return null
}
