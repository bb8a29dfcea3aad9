const TYPED = ['name', 'role', 'role_other', 'school', 'country', 'public'] as const

/** What a form carries along unseen. */
export function HiddenFields({ values }: { values: Record<string, string | number> }) {
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
    </>
  )
}

/** Of what was posted, that which a signer says of themselves. */
export function typedBySigner(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(TYPED.flatMap((name) => (values[name] ? [[name, values[name]]] : [])))
}
