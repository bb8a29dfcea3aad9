import type { Letter } from '../../letters/letter'
import { isPublic } from '../../letters/state'
import type { MailboxClaim } from '../../mailbox-claims/claim'
import type { KnownSchool } from '../../mailbox-claims/may-add'
import { inWords } from '../../mail/in-words'
import { paths } from '../../paths'
import { schoolName } from '../../register/school'
import type { KeptSignature } from '../../signatures/find'
import { Time } from '../ui/time'
import { Choice } from './choice'
import { HiddenFields } from './hidden-fields'
import { SlimPage } from './slim-page'

type SchoolMailboxPageProps = {
  letter: Letter
  signature: KeptSignature
  /** Those named whose mailbox it is. */
  schools: KnownSchool[]
  claim: MailboxClaim
  token: string
  problem?: string
}

/**
 * Asks whoever reads a mailbox whether it is the signer's. They may be somebody else: a name that is
 * not public, and a letter that is not, are not told.
 */
export function SchoolMailboxPage(props: SchoolMailboxPageProps) {
  const { signature, schools, claim, token, problem } = props
  const letter = isPublic(props.letter) ? props.letter : undefined
  const isShown = signature.public && signature.offDisplay === null
  const isNamed = letter && isShown && signature.state === 'counted'
  return (
    <SlimPage
      title="Is this your school mailbox?"
      letter={letter}
      problems={problem ? { choice: problem } : {}}
    >
      <p>
        {(isNamed && signature.name) || 'Somebody'} signed {letter ? 'this' : 'an open'} letter, and
        gave <b>{claim.address}</b> as their own mailbox
        {schools.length > 0 && ` at ${inWords(schools.map(schoolName))}`}.
      </p>
      <p>
        Press yes only if you signed, and this mailbox is yours. It says no more than that the
        signer has a mailbox there; it decides anew what stands behind their role.
      </p>
      <form class="mt" method="post" action={paths.schoolMailboxAnswer()}>
        <HiddenFields values={{ t: token }} />
        <Choice problem={problem} yes="Yes, this is my mailbox" no="No, this wasn’t me" />
      </form>
      <p class="rule s soft">
        After a yes the address is deleted, and a keyed fingerprint of it stays. After a no it is
        deleted too, we don’t write to it about this signature again, and nothing else changes. If
        nobody answers by <Time at={claim.expiresAt} kind="moment" />, it is forgotten.
      </p>
    </SlimPage>
  )
}
