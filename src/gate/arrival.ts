import { isForExamples, isFreeMail } from '../free-mail'
import { deriveKey, mac } from '../keys'
import { domainOf } from '../mailbox'
import { foldedWords } from '../words'
import { isLocal, networkOf, widerNetworkOf } from './network'

/** What a request says of itself. */
export type Came = {
  /** The network address, as the platform says. */
  address: string
  /** The number of the network’s owner. */
  asn?: number
  agent?: string
  /** The host of the page before, if that was another site’s. */
  referrer?: string
}

/**
 * How a signature comes in, as it is compared with others: 48 bits of keyed hashes, and null for what
 * it lacks or what says nothing. Who is on this machine, or beside it, has no network.
 */
export type Arrival = {
  network: number | null
  wider: number | null
  /** Of the mailbox’s own domain. */
  domain: number | null
  name: number | null
  /** The address without the digits before its @. */
  local: number | null
  agent: number | null
  asn: number | null
  referrer: string | null
  /** In clear, and not kept: the network address, and the mailbox’s domain as {@link ownDomainOf}. */
  address: string
  ownDomain: string | null
}

/** An arrival, of a request and what its form says: a name and an address, as far as they are any. */
export async function arrivalOf(
  master: Uint8Array,
  { address, asn, agent, referrer }: Came,
  { name, email }: { name?: string; email?: string }
): Promise<Arrival> {
  const hash = async (what: string, text?: string | null) =>
    text ? numberOf(master, what, text) : null
  const isNear = isLocal(address)
  const ownDomain = email ? ownDomainOf(email) : null
  return {
    network: await hash('network', isNear ? null : networkOf(address)),
    wider: await hash('wider', isNear ? null : widerNetworkOf(address)),
    domain: await hash('domain', ownDomain),
    name: await hash('name', name && nameAsCompared(name)),
    local: await hash('local', email && localAsCompared(email)),
    agent: await hash('agent', agent),
    asn: isNear ? null : (asn ?? null),
    referrer: referrer ?? null,
    address,
    ownDomain,
  }
}

/** The domain of a mailbox, unless anybody can have one there, or nobody. */
export function ownDomainOf(email: string): string | null {
  const domain = domainOf(email)
  return isFreeMail(domain) || isForExamples(domain) ? null : domain
}

/** The number that a domain has in arrivals. */
export function domainNumber(master: Uint8Array, domain: string): Promise<number> {
  return numberOf(master, 'domain', domain)
}

/** The number that a network has as the sender of a kind of form; null for one beside this machine. */
export async function senderNumber(
  master: Uint8Array,
  act: string,
  address: string
): Promise<number | null> {
  if (isLocal(address)) return null
  return numberOf(master, act, networkOf(address))
}

/** A name without digits, case, accents and what stands between its words. */
function nameAsCompared(name: string): string {
  return foldedWords(name.replaceAll(/\d/g, '')).join(' ')
}

/** Made-up mailboxes are often numbered; null for one without digits. */
function localAsCompared(email: string): string | null {
  const local = email.slice(0, email.lastIndexOf('@'))
  if (!/\d/.test(local) || isForExamples(domainOf(email))) return null
  return `${local.replaceAll(/\d/g, '').toLowerCase()}@${domainOf(email)}`
}

/** 48 bits of a keyed hash. */
async function numberOf(master: Uint8Array, what: string, text: string): Promise<number> {
  const bytes = await mac(await deriveKey(master, 'gate'), `${what} ${text}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return view.getUint16(0) * 2 ** 32 + view.getUint32(2)
}
