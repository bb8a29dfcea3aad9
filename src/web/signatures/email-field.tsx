import { TextField } from '../ui/field'
import { EMPTY_FORM, type FormState } from '../ui/form-state'

type EmailFieldProps = { form?: FormState; label?: string; hint?: string }

/** The address of whoever fills the form in. */
export function EmailField({
  form = EMPTY_FORM,
  label = 'Your email address',
  hint,
}: EmailFieldProps) {
  return (
    <TextField
      name="email"
      label={label}
      hint={hint}
      type="email"
      autocomplete="email"
      spellcheck={false}
      value={form.values['email']}
      problem={form.problems['email']}
    />
  )
}
