import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { Tick } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { SignerFields } from '../ui/signer-fields'
import type { HeldSignature } from './held-data'
import { HiddenFields } from './hidden-fields'

type CorrectFormProps = {
  letter: Letter
  token: string
  form: FormState
  signature: HeldSignature
}

/** Changes what a counted signature says. */
export function CorrectForm({ letter, token, form, signature }: CorrectFormProps) {
  const { values, problems } = form
  return (
    <section class="rule">
      <h2>Correct your details</h2>
      <form method="post" action={paths.signatureChange()} novalidate>
        <HiddenFields values={{ t: token, action: 'correct' }} />
        <SignerFields letter={letter} values={values} problems={problems} />
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
