const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Widths in ems, from the widest fonts that a reader may have (DejaVu Serif, Verdana). */
const WIDTHS: [RegExp, number][] = [
  [/^[ijl.,:;'’‘|!()[\]\s-]$/, 0.42],
  [/^[mwMWÆŒæœ@%&—…]$/, 1.06],
  [/^[A-Z?#$£€+=<>~_“”"]$/, 0.88],
  [/^[\x20-\x7E–ßøđłı]$/, 0.66],
]

/** Any other letter or sign is taken to fill its whole square, and a little more. */
const FULL_WIDTH = 1.1

/** How wide a text is at most, in ems. The reader's fonts are unknown here, so this errs wide. */
export function textWidth(text: string): number {
  return graphemesOf(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0)
}

/**
 * Breaks a text into at most `most` lines, none of them wider than `ems`. What doesn't fit is left
 * off, with an ellipsis in its place.
 */
export function fitLines(
  text: string,
  ems: number,
  most: number
): { lines: string[]; whole: boolean } {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).flatMap((one) => piecesOf(one, ems))) {
    const longer = line ? `${line} ${word}` : word
    if (textWidth(longer) <= ems) {
      line = longer
    } else {
      lines.push(line)
      line = word
    }
  }
  lines.push(line)
  if (lines.length <= most) return { lines, whole: true }
  return {
    lines: [...lines.slice(0, most - 1), shortened(lines[most - 1] ?? '', ems)],
    whole: false,
  }
}

/** A word in pieces that each fit a line: mostly the word itself. */
function piecesOf(word: string, ems: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const grapheme of graphemesOf(word)) {
    if (piece && textWidth(piece + grapheme) > ems) {
      pieces.push(piece)
      piece = ''
    }
    piece += grapheme
  }
  return piece ? [...pieces, piece] : pieces
}

function shortened(line: string, ems: number): string {
  const kept = graphemesOf(line)
  while (kept.length > 0 && textWidth(`${kept.join('')}…`) > ems) kept.pop()
  return `${kept.join('').trimEnd()}…`
}

function graphemesOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}

function graphemeWidth(grapheme: string): number {
  const plain = grapheme
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .normalize('NFC')
  const known = WIDTHS.find(([kind]) => kind.test(plain))
  // Joined pictures stand apart where the font has none for them together.
  return known ? known[1] : FULL_WIDTH * Array.from(plain).length
}
