import type { JSX } from 'hono/jsx'

type FieldProps = { name: string; label: string; hint?: string; problem?: string }

type InputProps = JSX.IntrinsicElements['input']

type TextFieldProps = FieldProps &
  Pick<
    InputProps,
    'type' | 'autocomplete' | 'inputmode' | 'maxlength' | 'spellcheck' | 'list' | 'autofocus'
  > & { value?: string; className?: string }

type SelectFieldProps = FieldProps & {
  value?: string
  /** By its `mark` a style sheet can tell what kind is chosen. */
  options: readonly { key: string; label: string; mark?: string }[]
  placeholder?: string
  autocomplete?: string
}

type TickProps = FieldProps & { checked?: boolean }

/** One line to type in. Label, hint, problem, input: the order in which they are read. */
export function TextField({ name, label, hint, problem, className, ...input }: TextFieldProps) {
  return (
    <div class={problem ? 'fld bad' : 'fld'}>
      <label for={name}>{label}</label>
      <Hint name={name} text={hint} />
      <Problem name={name} text={problem} />
      <input {...attributes({ name, hint, problem })} type="text" class={className} {...input} />
    </div>
  )
}

type TextAreaProps = FieldProps & {
  value?: string
  rows: number
  lang?: string
  className?: string
}

/** Many lines to type in. */
export function TextAreaField({ value, rows, lang, className, ...field }: TextAreaProps) {
  const { name, label, hint, problem } = field
  return (
    <div class={problem ? 'fld bad' : 'fld'}>
      <label for={name}>{label}</label>
      <Hint name={name} text={hint} />
      <Problem name={name} text={problem} />
      {/* A browser drops the first line break of a text area. */}
      <textarea {...attributes(field)} rows={rows} lang={lang} class={className}>
        {`\n${value ?? ''}`}
      </textarea>
    </div>
  )
}

/** One of a few. The placeholder is the choice of none of them. */
export function SelectField({ options, placeholder, ...field }: SelectFieldProps) {
  const { name, label, hint, problem, value, autocomplete } = field
  return (
    <div class={problem ? 'fld bad' : 'fld'}>
      <label for={name}>{label}</label>
      <Hint name={name} text={hint} />
      <Problem name={name} text={problem} />
      <select {...attributes(field)} autocomplete={autocomplete}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option value={option.key} selected={option.key === value} data-mark={option.mark}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** A box to tick; it posts `on`. */
export function Tick({ name, label, hint, problem, checked }: TickProps) {
  return (
    <div class={problem ? 'fld bad' : 'fld'}>
      <Problem name={name} text={problem} />
      <div class="chk">
        <input
          {...attributes({ name, hint, problem })}
          type="checkbox"
          value="on"
          checked={checked}
        />
        <div>
          <label for={name}>{label}</label>
          <Hint name={name} text={hint} />
        </div>
      </div>
    </div>
  )
}

export function Hint({ name, text }: { name: string; text?: string }) {
  if (!text) return null
  return (
    <span class="hint" id={`${name}-hint`}>
      {text}
    </span>
  )
}

export function Problem({ name, text }: { name: string; text?: string }) {
  if (!text) return null
  return (
    <span class="err" id={`${name}-error`}>
      <span class="vh">Error: </span>
      {text}
    </span>
  )
}

/** What ties an input to its label, hint and problem. */
export function attributes({ name, hint, problem }: Pick<FieldProps, 'name' | 'hint' | 'problem'>) {
  const described = [hint && `${name}-hint`, problem && `${name}-error`].filter(Boolean).join(' ')
  return {
    id: name,
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': problem ? ('true' as const) : undefined,
  }
}
