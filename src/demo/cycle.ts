/** The item at an index of a list that goes round for ever. */
export function cycled<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length]
  if (item === undefined) throw new Error('There is nothing in the list to go round.')
  return item
}
