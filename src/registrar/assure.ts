import { assuranceAnew, assuranceOfMailbox, type Decided, type Said } from '../register/assurance'
import { findRole } from '../signatures/signature'
import { urnsAsText, urnsIn } from '../signatures/urns'
import type { Group } from './group'
import { NO_ASSURANCE, type SignatureRow } from './row'
import { countsAsHead } from './school-tally'

/** What of a row says how far its role is assured. */
export type Assured = Pick<
  SignatureRow,
  'assurance' | 'assuredBecause' | 'assuredBy' | 'mailboxUrns' | 'namedUrns' | 'mailboxLook'
>

/** Decides what stands behind a row's role, from the address that said yes. */
export async function assureBy(
  group: Group,
  master: Uint8Array,
  row: SignatureRow,
  address: string
): Promise<Assured> {
  const said = saidBy(group, row)
  const decided = await assuranceOfMailbox(master, said, address, namedBesides(group, row))
  return assured(said, decided)
}

/** Decides it anew, from what was kept of the mailbox when its address went. */
export async function assureAnew(
  group: Group,
  master: Uint8Array,
  row: SignatureRow
): Promise<Assured> {
  const said = saidBy(group, row)
  const because = row.assuredBecause
  const kept = { mailboxUrns: urnsIn(row.mailboxUrns), look: row.mailboxLook, because }
  // What the mailbox is worth stays known, also while another school is named.
  const decided = await assuranceAnew(master, said, kept, namedBesides(group, row))
  return { ...assured(said, decided), mailboxUrns: row.mailboxUrns, mailboxLook: row.mailboxLook }
}

/**
 * The row as it may count: while it did not, its mailbox may have come to stand behind another, and
 * others may have come whom the register names.
 */
export function asItMayCount(group: Group, row: SignatureRow): SignatureRow {
  const mailboxKey = row.mailboxKey ?? row.emailKey
  if (row.mailboxUrns !== null && mailboxKey !== null && isTaken(group, row, mailboxKey)) {
    return { ...row, ...OF_ANOTHER }
  }
  const { schools } = group
  const naming = schools.find(urnsIn(row.namedUrns))
  const fit = naming.filter(({ urn, heads }) => schools.namedAt(urn) < heads.length)
  if (row.assurance !== 'named-head') return row
  if (fit.length > 0) return { ...row, namedUrns: urnsAsText(fit.map(({ urn }) => urn)) }
  const assurance = 'school-mailbox'
  return { ...row, assurance, assuredBecause: 'enough-named', namedUrns: null }
}

/** The mailbox that said yes stands behind another signature of the letter. */
export const OF_ANOTHER = {
  ...NO_ASSURANCE,
  assuredBecause: 'mailbox-stands-behind-another',
} satisfies Partial<SignatureRow>

/** Does a mailbox already stand behind another signature of the letter. */
export function isTaken(group: Group, row: SignatureRow, mailboxKey: string): boolean {
  const others = [group.standing(mailboxKey), group.raisedBy(mailboxKey)]
  return others.some((other) => other && other.id !== row.id)
}

function saidBy({ letter, schools }: Group, row: SignatureRow): Said {
  return {
    name: row.name ?? '',
    countsAsHead: countsAsHead(letter, row),
    former: findRole(letter, row.role ?? '')?.school === 'former',
    schools: schools.find(urnsIn(row.urns)),
  }
}

/** How many others are counted as a head whom the register names at a school. */
function namedBesides({ schools }: Group, row: SignatureRow) {
  const own = row.state === 'counted' ? urnsIn(row.namedUrns) : []
  return (urn: number) => schools.namedAt(urn) - (own.includes(urn) ? 1 : 0)
}

function assured({ schools }: Said, decided: Decided): Assured {
  return {
    assurance: decided.assurance,
    assuredBecause: decided.because,
    assuredBy: schools[0]?.registerId ?? null,
    mailboxUrns: urnsAsText(decided.mailboxUrns),
    namedUrns: urnsAsText(decided.namedUrns),
    mailboxLook: decided.look,
  }
}
