/** A number as an address or a form gives it; `otherwise` if it is none from 1 on. */
export function numberAsked(text: string | undefined, otherwise: number): number {
  const asked = Number(text)
  return Number.isSafeInteger(asked) && asked > 0 ? asked : otherwise
}
