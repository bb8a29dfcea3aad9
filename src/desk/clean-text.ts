import { seen } from '../words'

const SPACES = /[^\S\n\t]/gu

/** One line as somebody typed or pasted it: nothing unseen in it, and single spaces. */
export function cleanLine(text: string): string {
  return seen(text).replace(/\s+/gu, ' ').normalize('NFC').trim()
}

/**
 * Markdown as somebody typed it, or pasted it from a word processor: what that puts in for bullets
 * becomes `-`, `1)` becomes `1.`, and hard spaces, soft hyphens and marks that nobody sees go.
 */
export function cleanMarkdown(text: string): string {
  return seen(text)
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(SPACES, ' ')
    .replace(/^([ \t]*)[•◦▪‣●○■·\uF0B7\uF0A7][ \t]*(?=\S)/gm, '$1- ')
    .replace(/^[ \t]*o\t[ \t]*(?=\S)/gm, '  - ')
    .replace(/^([ \t]*\d{1,3})\)[ \t]+(?=\S)/gm, '$1. ')
    .replace(/^([ \t]*(?:[-*+]|\d{1,3}\.))\t[ \t]*(?=\S)/gm, '$1 ')
    .replace(/[ \t]+$/gm, (end) => (end.startsWith('  ') ? '  ' : ''))
    .replace(/\n(?:[ \t]*\n){2,}/g, '\n\n')
    .normalize('NFC')
    .replace(/^\s*\n|\s+$/g, '')
}
