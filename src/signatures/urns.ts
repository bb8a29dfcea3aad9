/** The schools that a form or a row names, each once and in order: numbers with blanks between. */
export function urnsIn(text: string | null | undefined): number[] {
  const numbers = (text ?? '').split(/[\s,]+/).filter((one) => /^\d{1,9}$/.test(one))
  return [...new Set(numbers.map(Number))]
}

/** The same as a row or a form holds it; null if there is none. */
export function urnsAsText(urns: number[]): string | null {
  return urns.length > 0 ? urns.join(' ') : null
}
