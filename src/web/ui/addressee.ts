/** Whom a letter addresses, as it reads in the middle of a sentence. */
export function addressee({ addressedTo }: { addressedTo: string }): string {
  return addressedTo.replace(/^The /, 'the ')
}
