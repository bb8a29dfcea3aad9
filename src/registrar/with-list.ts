/** Statements about each of a list, given to them as JSON: none if there is nothing in it. */
export function withList(
  items: Iterable<unknown>,
  statements: (json: string) => D1PreparedStatement[]
): D1PreparedStatement[] {
  const list = [...items]
  return list.length > 0 ? statements(JSON.stringify(list)) : []
}
