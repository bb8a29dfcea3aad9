const MARKS = /[*_`~#>\\]/g
const EDGES = /^['.,;: ]+|['.,;: ]+$/g

/**
 * Are these the words of that text: as they stand there, whatever the white space, the kind of
 * quotation marks and Markdown's own marks. An ellipsis stands for what was left out in between.
 */
export function isQuoted(quote: string, text: string): boolean {
  const within = ` ${evened(text)} `
  const parts = evened(quote)
    .split(/\[? ?(?:…|\.{3}) ?\]?/)
    .map((part) => part.replace(EDGES, ''))
    .filter((part) => part !== '')
  let from = 0
  for (const part of parts) {
    const at = wholeWordsAt(within, part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return parts.length > 0
}

/** Where the part begins in the text without cutting a word in two; -1 if nowhere. */
function wholeWordsAt(text: string, part: string, from: number): number {
  const inWord = (i: number) => /[\p{L}\p{N}]/u.test(text[i] ?? '')
  for (let at = text.indexOf(part, from); at >= 0; at = text.indexOf(part, at + 1)) {
    if (!inWord(at - 1) && !inWord(at + part.length)) return at
  }
  return -1
}

function evened(text: string): string {
  return text
    .replace(MARKS, '')
    .replace(/["‘’‚‛′“”„‟″«»]/g, "'")
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/gu, ' ')
    .trim()
}
