import { domainToASCII } from 'node:url'
import { parse } from 'tldts'
import { BOUGHT_UNDER, SHARED_HOSTS } from './schools-shared-hosts.ts'
import type { ListedSchool } from '../register/list.ts'

/** A website as the register has it, and whose it would be. */
export type Website = { host: string; domain: string }

/** A school with its website, of which it is not yet known whether others share its domain. */
export type WithWebsite = ListedSchool & { website: Website | null }

const sharedHosts = new Set(SHARED_HOSTS.flatMap(([, domains]) => domains))

// So many of an authority's own schools under one domain, each at an address of its own, are not a
// federation; and schools of so many authorities, not all academies, are no trust.
const MAINTAINED_SITES = 5
const AUTHORITIES = 3

/** The host in a website's address in whatever spelling, and the domain that somebody has registered. */
export function readWebsite(address: string): Website | null {
  const text = address.toLowerCase().replace(/^(h?t+ps?[:;]?\/+|h?t+ps?[:;]|\/+)+|\s/g, '')
  const [given = ''] = text.split(/[/?#:,;\\]/)
  const host = domainToASCII(given.replace(/\.+$/, '').replace(/^(www?\d?\.+)+/, ''))
  const { domain, isIp } = parse(host, { allowPrivateDomains: true })
  return domain && !isIp && !given.includes('@') ? { host, domain } : null
}

/** Gives each school the domain of its own mailboxes, unless strangers share it. */
export function withDomains(schools: WithWebsite[]): ListedSchool[] {
  const together = Map.groupBy(schools, ({ website }) => website?.domain ?? '')
  const shared = new Set([...together].filter(isSharedBy).map(([domain]) => domain))
  return schools.map(({ website, ...school }) => {
    if (!website) return { ...school, domain: null, domainWhy: 'no-website' }
    return shared.has(website.domain)
      ? { ...school, domain: null, domainWhy: 'shared' }
      : { ...school, domain: website.domain, domainWhy: 'website' }
  })
}

function isSharedBy([domain, schools]: [string, WithWebsite[]]): boolean {
  if (domain === '' || sharedHosts.has(domain) || isRented(domain) || domain.endsWith('.gov.uk')) {
    return domain !== ''
  }
  const maintained = schools.filter(({ type }) => type === 'maintained' || type === 'nursery')
  const sites = new Set(maintained.map(({ website }) => website?.host))
  const authorities = new Set(schools.map(({ authority }) => authority))
  return (
    sites.size >= MAINTAINED_SITES || (authorities.size >= AUTHORITIES && maintained.length >= 2)
  )
}

/** Below a suffix that a firm has made public, such as a free host's. */
function isRented(domain: string): boolean {
  const { isPrivate, publicSuffix } = parse(domain, { allowPrivateDomains: true })
  return isPrivate === true && !BOUGHT_UNDER.has(publicSuffix ?? '')
}
