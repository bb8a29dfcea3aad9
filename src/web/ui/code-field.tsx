import { TextField } from './field'

/** Takes the six digits of a mail. */
export function CodeField({ hint, problem }: { hint: string; problem?: string }) {
  return (
    <TextField
      name="code"
      label="Six-digit code"
      hint={hint}
      className="code"
      inputmode="numeric"
      autocomplete="one-time-code"
      maxlength={12}
      spellcheck={false}
      problem={problem}
    />
  )
}
