type SignatureLineProps = { name: string; role: string; school?: string | null }

/** A name on its line, as at the foot of a letter. */
export function SignatureLine({ name, role, school }: SignatureLineProps) {
  return (
    <p class="line">
      <b>{name}</b>
      <span>{school ? `${role}, ${school}` : role}</span>
    </p>
  )
}
