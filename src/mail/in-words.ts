/** "A", "A and B", "A, B and C" */
export function inWords(names: string[]): string {
  return new Intl.ListFormat('en-GB').format(names)
}

/** Text on one line, wherever its writer broke it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
