import type { RemovalReason } from '../ledger/entry'
import { isCountry } from '../letters/letter'
import type { School } from '../register/school'
import { shownAs, wantsShown } from '../signatures/off-display'
import type { SignatureFields, SignatureState } from '../signatures/signature'
import { urnsAsText, urnsIn } from '../signatures/urns'

/** A signature as the Registrar reads and writes it. Times are milliseconds since 1970. */
export type SignatureRow = {
  id: string
  state: SignatureState
  edition: number
  name: string | null
  role: string | null
  roleOther: string | null
  school: string | null
  country: string | null
  public: number
  updates: number
  assurance: string
  /** Why, as a key, and the register that it was decided with. */
  assuredBecause: string | null
  assuredBy: number | null
  /** Listed schools, blanks between; what the register says of the first is beside them. */
  urns: string | null
  authority: string | null
  phase: string | null
  schoolType: string | null
  /** Of those schools, those whose mailbox said yes; and of these, those that name the signer. */
  mailboxUrns: string | null
  namedUrns: string | null
  mailboxLook: string | null
  /** Keyed hash of a school mailbox that was added. */
  mailboxKey: string | null
  email: string | null
  emailKey: string | null
  domainKey: string | null
  keptAddress: string | null
  salt: string | null
  addressMac: string | null
  number: number | null
  entry: number | null
  amended: number | null
  createdAt: number
  expiresAt: number
  confirmedAt: number | null
  changedAt: number | null
  /** When the signer of a removed signature said that they don’t want it back. */
  declinedAt: number | null
  /** Why a removed signature was removed; null of any other. */
  removedFor: RemovalReason | null
  /** Why the name is not shown, as JSON; null: it is shown if its signer wants that. */
  offDisplay: string | null
  /** Why it may not be its person’s, as JSON; null: nothing speaks for that. */
  risk: string | null
}

/** A letter's newest totals and the right edge of its ledger. `version` grows with every batch. */
export type Head = {
  version: number
  /** A name of its own for each batch; null before the first that had one. */
  batch: string | null
  size: number
  root: string
  edge: string
  hour: number
  confirmed: number
  withdrawn: number
  /** Removed and not reinstated. */
  removed: number
  /** Held and then not accepted; the ledger knows nothing of them. */
  refused: number
  /** Nobody is known behind the entries before this position. */
  anonymised: number
}

/** The total that a head publishes. */
export function countedOf({ confirmed, withdrawn, removed }: Head): number {
  return confirmed - withdrawn - removed
}

/** Is there still something to tell who stands behind an entry before this position. */
export function isIdentified(row: SignatureRow, before: number): boolean {
  if (row.salt === null) return false
  if (row.entry !== null) return row.entry < before
  // Without an entry, and decided: of a finished letter nobody waits for a decision.
  return row.state === 'refused' || row.state === 'withdrawn'
}

/**
 * What a form's fields are in a row whose name may be off display. The first of the schools chosen
 * says where the signer is counted.
 */
export function rowFields(fields: SignatureFields, schools: School[], offDisplay: string | null) {
  const first = schools.find(({ urn }) => urn === fields.urn[0])
  return {
    name: fields.name,
    role: fields.role,
    roleOther: fields.role_other ?? null,
    school: fields.school ?? null,
    country: first?.country ?? fields.country,
    urns: urnsAsText(fields.urn),
    authority: first?.authority ?? null,
    phase: first?.phase ?? null,
    schoolType: first?.type ?? null,
    ...shownAs(offDisplay, fields.public),
  }
}

/** A row's fields as a form would hold them. */
export function fieldsOf(row: SignatureRow): SignatureFields {
  return {
    name: row.name ?? '',
    role: row.role ?? '',
    role_other: row.roleOther,
    school: row.school,
    urn: urnsIn(row.urns),
    country: isCountry(row.country) ? row.country : null,
    public: wantsShown(row),
  }
}

/** No mailbox stands behind a role. */
export const NO_ASSURANCE = {
  assurance: 'self-declared',
  assuredBecause: null,
  assuredBy: null,
  mailboxUrns: null,
  namedUrns: null,
  mailboxLook: null,
  mailboxKey: null,
} satisfies Partial<SignatureRow>

/** Nothing that a person typed, and nothing that leads to them. */
export const NOBODY = {
  name: null,
  role: null,
  roleOther: null,
  school: null,
  urns: null,
  authority: null,
  phase: null,
  schoolType: null,
  country: null,
  public: 0,
  updates: 0,
  email: null,
  keptAddress: null,
  offDisplay: null,
} satisfies Partial<SignatureRow>
