import type { Edition } from '../../letters/letter'

/** Why one edition became a later one, as its publisher said; and whether it is a spelling only. */
export function WhyChanged({ from, to }: { from: Edition; to: Edition }) {
  return (
    <>
      {to.spellingOnly && to.number === from.number + 1 && <p>Only a spelling was corrected.</p>}
      {to.reason && <p>Why it changed: {to.reason}</p>}
    </>
  )
}
