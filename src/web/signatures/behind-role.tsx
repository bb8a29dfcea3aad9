import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import type { MailboxClaim } from '../../mailbox-claims/claim'
import { paths } from '../../paths'
import { assuranceInWords, assuranceLabel } from '../../register/assurance-words'
import { anyOf } from '../ui/any-of'
import { CodeField } from '../ui/code-field'
import { TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { Time } from '../ui/time'
import type { HeldSignature } from './held-data'
import { HiddenFields } from './hidden-fields'

type BehindRoleProps = {
  letter: Letter
  signature: HeldSignature
  token: string
  form: FormState
  /** Of schools at which another mailbox may raise it; none: it can't be raised by one. */
  domains: string[]
  claims: MailboxClaim[]
}

/** Tells a signer what stands behind their role, why, and how a school mailbox may raise it. */
export function BehindRole(props: BehindRoleProps) {
  const { letter, signature, domains } = props
  const slug = publicSlug(letter)
  return (
    <section class="rule">
      <h2>What stands behind your role</h2>
      <p>
        <b>{assuranceLabel(signature.assurance)}.</b> <WhyAssured {...signature} />
      </p>
      {slug && (
        <p>
          <a href={paths.behindARole(slug)}>What this means, and what it can’t mean</a>
        </p>
      )}
      {domains.length > 0 && <AddMailbox {...props} />}
    </section>
  )
}

type Assured = Pick<HeldSignature, 'assuredBecause' | 'assuredBy' | 'urns' | 'school'>

function WhyAssured({ assuredBecause, assuredBy, urns, school }: Assured) {
  const named = urns !== null && !urns.includes(' ') ? school : null
  return (
    <>
      {assuranceInWords(assuredBecause, named)}
      {assuredBy !== null && (
        <>
          {' '}
          The register is that of <Time at={Date.parse(assuredBy)} kind="day" />.
        </>
      )}
    </>
  )
}

function AddMailbox({ token, form, domains, claims }: BehindRoleProps) {
  const { values, problems } = form
  return (
    <>
      <p>
        A mailbox of your own at your school can say more: we mail it a link and a code, and decide
        anew once it says yes. You count as one, with or without it.
      </p>
      {claims.length > 0 && <Asked {...{ token, form, claims }} />}
      <form class="mt" method="post" action={paths.signatureChange()} novalidate>
        <HiddenFields values={{ t: token, action: 'add-mailbox' }} />
        <TextField
          name="school_email"
          label={claims.length > 0 ? 'Another school mailbox' : 'Your school mailbox'}
          hint={
            `An address at ${anyOf(domains)}. It is deleted once it has answered, or after ` +
            '14 days; a keyed fingerprint stays. Your school or trust may be able to see its mail.'
          }
          type="email"
          autocomplete="email"
          spellcheck={false}
          value={values['school_email']}
          problem={problems['school_email']}
        />
        <button class="btn alt">Add my school mailbox</button>
      </form>
    </>
  )
}

function Asked({ token, form, claims }: Pick<BehindRoleProps, 'token' | 'form' | 'claims'>) {
  return (
    <form method="post" action={paths.signatureChange()} novalidate>
      <HiddenFields values={{ t: token, action: 'mailbox-code' }} />
      <p>Waiting for a yes. Open the link in the mail, or type its code here.</p>
      <ul>
        {claims.map(({ address, expiresAt }) => (
          <li>
            {address}, until <Time at={expiresAt} kind="moment" />
          </li>
        ))}
      </ul>
      <CodeField
        hint="It is how the mail’s subject begins. Five tries a day."
        problem={form.problems['code']}
      />
      <button class="btn">Continue</button>
    </form>
  )
}
