/** A provider's words as a steward may read them: short, and without the addresses it repeats. */
export function problemIn(words: string): string {
  return words.replace(/[^\s<>()"'`,;]+@[^\s<>()"'`,;]+/g, '(address)').slice(0, 300)
}
