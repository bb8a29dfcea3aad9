import { TextField } from '../ui/field'

/** Six digits from a mail. */
export function CodeField({ problem }: { problem?: string }) {
  return (
    <TextField
      name="code"
      label="Six-digit code"
      hint="It is how the newest mail’s subject begins."
      className="code"
      inputmode="numeric"
      autocomplete="one-time-code"
      maxlength={12}
      spellcheck={false}
      problem={problem}
    />
  )
}
