import { question, type Question } from '../ask'
import type { RemovalReason } from '../ledger/entry'
import { unseal } from '../seal'
import { WHOLE_SIGNATURE } from './columns'
import { readOffDisplay, wantsShown, type OffDisplay } from './off-display'
import type { SignatureState } from './signature'

/** All that is kept about one signature, for its own signer. */
export type KeptSignature = {
  id: string
  state: SignatureState
  edition: number
  /** SHA-256 of that edition's text, in hex. */
  textSha256: string | null
  name: string | null
  role: string | null
  roleOther: string | null
  school: string | null
  country: string | null
  /** What the signer chose, whether or not the name is off display. */
  public: boolean
  offDisplay: OffDisplay | null
  updates: boolean
  assurance: string
  /** Why, as a key. */
  assuredBecause: string | null
  /** The day of the register that it was decided with, such as 2025-07-17. */
  assuredBy: string | null
  /** Listed schools, blanks between; the first gives the place. */
  urns: string | null
  authority: string | null
  phase: string | null
  schoolType: string | null
  /** Of those schools, those whose mailbox said yes. */
  mailboxUrns: string | null
  /** Of those, those that name the signer as a head. */
  namedUrns: string | null
  mailboxLook: string | null
  /** Of a school mailbox that was added. */
  mailboxKey: string | null
  number: number | null
  entry: number | null
  amended: number | null
  email: string | null
  emailKey: string | null
  domainKey: string | null
  keptAddress: string | null
  salt: string | null
  addressMac: string | null
  consentText: string | null
  consentVersion: string | null
  consentLanguage: string | null
  consentSha256: string | null
  createdAt: number
  expiresAt: number
  confirmedAt: number | null
  changedAt: number | null
  /** When the signer of a removed signature said that they don’t want it back. */
  declinedAt: number | null
  /** Why a removed signature was removed. */
  removedFor: RemovalReason | null
  /** When somebody of the letter's team looked at who this is, until when they could, and why. */
  opened: SignerOpened[]
  /** When and how somebody of the team asked whether it is theirs, if the name is a notable one. */
  asked: OwnerAsked | null
}

export type OwnerAsked = { at: string; how: string; said: string }

export type SignerOpened = { at: string; until: string; reason: string }

type KeptRow = Omit<KeptSignature, 'public' | 'updates' | 'offDisplay' | 'opened' | 'asked'> & {
  public: number
  updates: number
  offDisplay: string | null
  opened: string
  asked: string | null
}

/** The signature of an id, or null. */
export function signatureOf(db: D1Database, id: string): Question<KeptSignature | null> {
  return question<KeptRow, KeptSignature | null>(
    db
      .prepare(
        `SELECT signature.id, ${WHOLE_SIGNATURE},
                (SELECT sha256 FROM edition WHERE edition.letter_id = signature.letter_id
                   AND edition.number = signature.edition) AS textSha256,
                (SELECT as_of FROM register WHERE register.id = assured_by) AS assuredBy,
                consent.text AS consentText, consent.version AS consentVersion,
                consent.language AS consentLanguage, consent.sha256 AS consentSha256,
                (SELECT json_group_array(json_object('at', opened_at, 'until',
                          coalesce(closed_at, ends_at), 'reason', reason) ORDER BY opened_at)
                 FROM opened_signer WHERE signature_id = signature.id) AS opened,
                (SELECT json_object('at', checked_at, 'how', how, 'said', said)
                 FROM notable_check WHERE signature_id = signature.id) AS asked
         FROM signature LEFT JOIN consent ON consent.id = signature.consent_id
         WHERE signature.id = ?`
      )
      .bind(id),
    ([row]) =>
      row
        ? {
            ...row,
            public: wantsShown(row),
            updates: row.updates === 1,
            offDisplay: readOffDisplay(row.offDisplay),
            opened: openedIn(row.opened),
            asked: row.asked === null ? null : askedIn(row.asked),
          }
        : null
  )
}

/** A signature as its signer may take it away: every field, the kept address in the clear. */
export async function exportSignature(master: Uint8Array, kept: KeptSignature) {
  const { keptAddress, ...rest } = kept
  return {
    ...rest,
    keptAddress: keptAddress && (await unseal(master, 'kept-address', keptAddress)),
    createdAt: iso(kept.createdAt),
    expiresAt: iso(kept.expiresAt),
    confirmedAt: iso(kept.confirmedAt),
    changedAt: iso(kept.changedAt),
    declinedAt: iso(kept.declinedAt),
    offDisplay: kept.offDisplay && { ...kept.offDisplay, at: iso(kept.offDisplay.at) },
  }
}

function iso(time: number | null): string | null {
  return time === null ? null : utc(time)
}

function utc(time: number): string {
  return new Date(time).toISOString()
}

function askedIn(json: string): OwnerAsked {
  const { at, how, said } = JSON.parse(json) as { at: number; how: string; said: string }
  return { at: utc(at), how, said }
}

function openedIn(json: string): SignerOpened[] {
  const rows = JSON.parse(json) as { at: number; until: number; reason: string }[]
  return rows.map(({ at, until, reason }) => ({ at: utc(at), until: utc(until), reason }))
}
