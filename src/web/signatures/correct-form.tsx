import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { NOT_LISTED } from '../../signatures/signature'
import { Tick } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { EnterSends } from '../ui/enter-sends'
import type { FormSchools } from '../ui/school-field'
import { SignerFields } from '../ui/signer-fields'
import type { HeldSignature } from './held-data'
import { HiddenFields } from './hidden-fields'

type CorrectFormProps = {
  letter: Letter
  schools: FormSchools
  token: string
  form: FormState
  signature: HeldSignature
}

/** Changes what a counted signature says. */
export function CorrectForm({ letter, schools, token, form, signature }: CorrectFormProps) {
  const { values } = form
  const problems = { ...(schools.isOneLost && { urn: NOT_LISTED }), ...form.problems }
  return (
    <section class="rule">
      <h2>Correct your details</h2>
      <form method="post" action={paths.signatureChange()} novalidate>
        <EnterSends />
        <HiddenFields values={{ t: token, action: 'correct' }} />
        <SignerFields {...{ letter, schools, values, problems }} />
        {signature.keepsAddress ? (
          <Tick
            name="updates"
            label="Email me when there is news of this letter"
            hint="Unticked, your address is deleted, and can’t be ticked again."
            checked={values['updates'] === 'on'}
          />
        ) : (
          <p class="s soft">We don’t have your address any more, so no news is mailed to you.</p>
        )}
        <button class="btn">Save the changes</button>
      </form>
    </section>
  )
}

/** Hides or shows the name at one press, whatever else was changed meanwhile. */
export function ShowOrHide({ token, signature }: Pick<CorrectFormProps, 'token' | 'signature'>) {
  return (
    <form method="post" action={paths.signatureChange()}>
      <HiddenFields values={{ t: token, action: signature.public ? 'hide' : 'show' }} />
      <button class="btn alt sm">{signature.public ? 'Hide my name' : 'Show my name'}</button>
    </form>
  )
}
