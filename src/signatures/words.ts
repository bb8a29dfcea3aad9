const MOST_WORDS = 20

/**
 * The words of a text as they are searched for: without case, accents and apostrophes, each once,
 * at most twenty of them.
 */
export function foldedWords(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼ‘`]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
  return [...new Set(folded.match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, MOST_WORDS)
}
