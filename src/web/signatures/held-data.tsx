import type { Comment } from '../../comments/comment'
import type { RemovalReason } from '../../ledger/entry'
import type { Letter } from '../../letters/letter'
import type { MailboxClaim } from '../../mailbox-claims/claim'
import { publicSlug } from '../../letters/state'
import { HOWS } from '../../notable/check'
import type { OwnerAsked, SignerOpened } from '../../signatures/find'
import type { SignatureState } from '../../signatures/signature'
import type { OffDisplay } from '../../signatures/off-display'
import { reasonInWords } from '../newsroom/correction-in-words'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import { behindRole, howItCame, nameShown, whyKept } from './held-in-words'
import { standingOf } from './manage-comment'
import { TextSigned } from './text-signed'

/** A signature as shown to its own signer: everything that is held. Role and country are labels. */
export type HeldSignature = {
  state: SignatureState
  number: number | null
  name: string
  role: string
  school: string | null
  country: string | null
  /** What the signer chose. */
  public: boolean
  /** Why the name is not shown all the same. */
  offDisplay: OffDisplay | null
  updates: boolean
  keepsAddress: boolean
  edition: number
  textSha256: string | null
  createdAt: number
  confirmedAt: number | null
  entry: number | null
  assurance: string
  /** Why, as a key; and the day of the register that it was decided with. */
  assuredBecause: string | null
  assuredBy: string | null
  /** Listed schools, blanks between; and of those, those whose mailbox said yes. */
  urns: string | null
  mailboxUrns: string | null
  /** What was kept of how that mailbox looked, and of one that was added. */
  mailboxLook: string | null
  mailboxKey: string | null
  changedAt: number | null
  declinedAt: number | null
  removedFor: RemovalReason | null
  opened: SignerOpened[]
  asked: OwnerAsked | null
  consentText: string | null
  consentVersion: string | null
  comment: Comment | null
}

type HeldDataProps = { letter: Letter; signature: HeldSignature; claims: MailboxClaim[] }

/** Everything that is held about one signature. */
export function HeldData({ letter, signature, claims }: HeldDataProps) {
  const { number, entry, confirmedAt, changedAt, declinedAt, removedFor } = signature
  return (
    <dl class="held">
      <Fact term="Signatory number">{number === null ? 'None' : formatNumber(number)}</Fact>
      <Fact term="Name">{signature.name}</Fact>
      <Fact term="Role">{signature.role}</Fact>
      <Fact term="School or organisation">{signature.school ?? 'Not given'}</Fact>
      <Fact term="Country">{signature.country ?? 'Not given'}</Fact>
      <Fact term="Name shown">{nameShown(signature)}</Fact>
      <Fact term="News of this letter">{signature.updates ? 'Yes, by email' : 'No'}</Fact>
      <Fact term="Email address">{whyKept(signature)}</Fact>
      {signature.urns !== null && (
        <Fact term="Number in the register">{signature.urns.split(' ').join(', ')}</Fact>
      )}
      <Fact term="What stands behind your role">{behindRole(signature)}</Fact>
      {claims.map(({ address, createdAt, expiresAt }) => (
        <Fact term="School mailbox asked">
          {address}, at <Time at={createdAt} kind="moment" />. Kept until it answers, or until{' '}
          <Time at={expiresAt} kind="moment" />
        </Fact>
      ))}
      <Fact term="Text signed">
        <TextSigned slug={publicSlug(letter)} {...signature} />
      </Fact>
      <Fact term="Typed">
        <Time at={signature.createdAt} kind="moment" />
      </Fact>
      {confirmedAt !== null && (
        <Fact term="Confirmed">
          <Time at={confirmedAt} kind="moment" />
        </Fact>
      )}
      <Fact term="How it came in">{howItCame(signature)}</Fact>
      {removedFor !== null && (
        <Fact term="Why it does not count">
          The class of the reason: {reasonInWords(removedFor)}
        </Fact>
      )}
      {declinedAt !== null && (
        <Fact term="Withdrawn after its removal">
          <Time at={declinedAt} kind="moment" />
        </Fact>
      )}
      {signature.opened.map(({ at, until, reason }) =>
        until === at ? (
          <Fact term="Looked for by the letter’s team">
            On <Time at={Date.parse(at)} kind="moment" />: {reason} Nobody saw your name.
          </Fact>
        ) : (
          <Fact term="Opened by the letter’s team">
            On <Time at={Date.parse(at)} kind="moment" />, until{' '}
            <Time at={Date.parse(until)} kind="moment" />: somebody could see your name, role and
            school, and not your address. The reason given: “{reason}”
          </Fact>
        )
      )}
      {signature.asked !== null && (
        <Fact term="Asked about your name">
          <Time at={Date.parse(signature.asked.at)} kind="moment" />.{' '}
          {HOWS.find(({ key }) => key === signature.asked?.how)?.label}: “{signature.asked.said}”
        </Fact>
      )}
      {changedAt !== null && (
        <Fact term="Last changed">
          <Time at={changedAt} kind="moment" />
        </Fact>
      )}
      {entry !== null && (
        <Fact term="Ledger entry">
          {formatNumber(entry)} (its place in the public record; it does not show who you are)
        </Fact>
      )}
      {entry !== null && (
        <Fact term="Secret number">Kept, so that your receipt can open that entry</Fact>
      )}
      {signature.comment && (
        <Fact term="Why you signed">
          “{signature.comment.words}” <span class="soft">{standingOf(signature.comment)}</span>
        </Fact>
      )}
      {signature.consentText !== null && (
        <Fact term="You agreed to">
          “{signature.consentText}” <span class="soft">(version {signature.consentVersion})</span>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ term, children }: { term: string; children: unknown }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  )
}
