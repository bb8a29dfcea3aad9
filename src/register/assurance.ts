import { domainOf, isAt } from '../mailbox'
import { isFreeMail } from '../free-mail'
import { lookOf, looksLikeOneOf } from './mailbox-look'
import { headsNamed } from './match-name'
import type { School } from './school'

/** What stands behind the role that a signer gives. */
export type Assurance = 'self-declared' | 'school-mailbox' | 'named-head'

// The mailbox is a school's; the nearer to its head, the earlier.
const OF_A_MAILBOX = [
  'named',
  'enough-named',
  'mailbox-not-heads',
  'not-named',
  'no-head-listed',
  'closed',
  'no-head-role',
] as const

// It is not known to be; those that another mailbox would change come first.
const OF_NONE = ['free-mail', 'another-domain', 'shared-domain', 'no-website'] as const

const OF_A_SCHOOL = [...OF_A_MAILBOX, ...OF_NONE]

/** Why it is that, as it is stored with the signature. */
export type Reason =
  (typeof OF_A_SCHOOL)[number] | 'no-school' | 'former' | 'mailbox-stands-behind-another'

/** What a signer says, with the schools of the register that they named. */
export type Said = { name: string; countsAsHead: boolean; former: boolean; schools: School[] }

/** What is left of the address that said yes, and the reason it led to; null before the first. */
export type Kept = { mailboxUrns: number[]; look: string | null; because: string | null }

export type Decided = Kept & {
  assurance: Assurance
  because: Reason
  /** Of the schools named, those whose register names this signer; none unless `named-head`. */
  namedUrns: number[]
}

/** How many other counted signers of the letter this school's register names already. */
export type NamedAlready = (urn: number) => number

/** Decides by the address that says yes. */
export async function assuranceOfMailbox(
  master: Uint8Array,
  said: Said,
  address: string,
  namedAlready: NamedAlready
): Promise<Decided> {
  const domain = domainOf(address).toLowerCase().replace(/\.$/, '')
  const isFree = isFreeMail(domain)
  const own = isFree
    ? []
    : said.schools.filter((school) => school.domain !== null && isAt(domain, school.domain))
  const heads = own.flatMap((school) => school.heads)
  const kept = {
    mailboxUrns: own.map(({ urn }) => urn),
    look: own.length > 0 ? await lookOf(master, address, heads) : null,
    because: isFree ? 'free-mail' : null,
  }
  return assuranceAnew(master, said, kept, namedAlready)
}

/**
 * Decides anew when name, role or schools change, by what was kept of the address: that itself is
 * gone. What was kept stays as it is, so that a change taken back is as if it had not been.
 */
export async function assuranceAnew(
  master: Uint8Array,
  said: Said,
  kept: Kept,
  namedAlready: NamedAlready
): Promise<Decided> {
  const { mailboxUrns, look } = kept
  const decided = (because: Reason, namedUrns: number[] = []): Decided => ({
    assurance: assuranceFor(because),
    because,
    mailboxUrns,
    look,
    namedUrns,
  })
  if (said.former) return decided('former')

  const found = await Promise.all(
    said.schools.map(async (school) => ({
      urn: school.urn,
      reason: await reasonAt(master, said, school, kept, namedAlready),
    }))
  )
  const reasons = found.map(({ reason }) => reason)
  const best = OF_A_SCHOOL.find((reason) => reasons.includes(reason)) ?? 'no-school'
  return decided(
    best,
    found.filter(({ reason }) => reason === 'named').map(({ urn }) => urn)
  )
}

async function reasonAt(
  master: Uint8Array,
  said: Said,
  school: School,
  kept: Kept,
  namedAlready: NamedAlready
): Promise<(typeof OF_A_SCHOOL)[number]> {
  if (!kept.mailboxUrns.includes(school.urn)) {
    if (school.domain === null)
      return school.domainWhy === 'shared' ? 'shared-domain' : 'no-website'
    return kept.because === 'free-mail' ? 'free-mail' : 'another-domain'
  }
  if (!said.countsAsHead) return 'no-head-role'
  if (!school.isOpen) return 'closed'
  if (school.heads.length === 0) return 'no-head-listed'

  const named = headsNamed(said.name, school.heads)
  if (named.length === 0) return 'not-named'
  if (!(await looksLikeOneOf(master, kept.look, named))) return 'mailbox-not-heads'
  return namedAlready(school.urn) < school.heads.length ? 'named' : 'enough-named'
}

function assuranceFor(because: Reason): Assurance {
  if (because === 'named') return 'named-head'
  return OF_A_MAILBOX.some((reason) => reason === because) ? 'school-mailbox' : 'self-declared'
}
