/** Where the element of a point stands in HTML that our own renderer made. */
type Place = { tag: string; from: number; inner: number; to: number }

/** A point as HTML, with all that is in it; null if there is none of this name. */
export function pointHtml(html: string, anchor: string): string | null {
  const place = placeOf(html, anchor)
  return place && html.slice(place.from, place.to)
}

/** The same HTML with a paragraph put at the end of each point that has one. */
export function withNotes(html: string, notes: Map<string, string>): string {
  return [...notes].reduce((text, [anchor, note]) => {
    const place = placeOf(text, anchor)
    if (!place) return text
    // A paragraph holds no other: there it follows.
    const at = place.tag === 'p' ? place.to : place.inner
    return text.slice(0, at) + note + text.slice(at)
  }, html)
}

/** The renderer escapes what people wrote, so a tag and an `id` here are its own. */
function placeOf(html: string, anchor: string): Place | null {
  const opening = new RegExp(`<([a-z]+)\\b[^>]*\\bid="${anchor}"[^>]*>`).exec(html)
  const tag = opening?.[1]
  if (!opening || tag === undefined) return null
  const tags = new RegExp(`<(/?)${tag}\\b[^>]*>`, 'g')
  tags.lastIndex = opening.index
  let depth = 0
  for (let found = tags.exec(html); found; found = tags.exec(html)) {
    depth += found[1] ? -1 : 1
    if (depth === 0) return { tag, from: opening.index, inner: found.index, to: tags.lastIndex }
  }
  return null
}
