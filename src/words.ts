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
