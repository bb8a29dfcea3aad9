const edge = caches.default
let asIfEmpty = false

/** From now on the edge holds nothing of what is asked for; what is put there is still stored. */
export function emptyEdge(empty: boolean) {
  asIfEmpty = empty
}

/** Puts a cache before the edge's own that can be made to miss, at the price of a real miss. */
export function watchEdge() {
  const value = {
    match: (key: string) => edge.match(asIfEmpty ? absent(key) : key),
    put: async (key: string, response: Response) => {
      if (!asIfEmpty) await edge.put(key, response)
    },
    delete: (key: string) => edge.delete(key),
  }
  Object.defineProperty(caches, 'default', { value })
}

function absent(key: string) {
  const url = new URL(key)
  url.searchParams.set('absent', '')
  return url.href
}
