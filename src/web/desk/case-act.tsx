/** A button that does something to a case; the first of a form stands out. */
export function Act({ act, first, children }: { act: string; first?: boolean; children: string }) {
  return (
    <button class={first ? 'btn' : 'btn alt'} name="act" value={act}>
      {children}
    </button>
  )
}
