const MOST_WORDS = 20

/**
 * The words of a text as they are searched for: without case, accents and apostrophes, each once,
 * at most twenty of them.
 */
export function foldedWords(text: string): string[] {
  return [...new Set(folded(text).match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, MOST_WORDS)
}

/** A text without case, accents and apostrophes. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼ‘`]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
}

// Joiners inside a word are letters' business: Persian and Sinhala names are spelt with them. The last
// four, fillers of Hangul, count as letters and show as nothing: one alone would be a name.
const UNSEEN =
  /(?<![\p{L}\p{M}])[\u200C\u200D]|[\u200C\u200D](?!\p{L})|(?![\u200C\u200D])\p{Cf}|[\u115F\u1160\u3164\uFFA0]/gu
// Not those that are white space: they part words.
const CONTROLS = /[^\P{Cc}\s]/gu

/** A text without the characters that nobody sees. */
export function seen(text: string): string {
  return text.replace(UNSEEN, '').replace(CONTROLS, '')
}
