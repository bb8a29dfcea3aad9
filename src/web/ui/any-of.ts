const either = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** "A", "A or B", "A, B or C" */
export function anyOf(names: string[]): string {
  return either.format(names)
}
