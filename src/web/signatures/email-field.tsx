import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { TextField } from '../ui/field'

/** The address a signer gave, asked for again. */
export function EmailField({ form = EMPTY_FORM }: { form?: FormState }) {
  return (
    <TextField
      name="email"
      label="The email address you signed with"
      type="email"
      autocomplete="email"
      spellcheck={false}
      value={form.values['email']}
      problem={form.problems['email']}
    />
  )
}
