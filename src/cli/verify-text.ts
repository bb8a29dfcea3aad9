import { equalBytes, utf8 } from '../ledger/bytes.ts'
import { Rejected } from '../ledger/rejected.ts'
import type { PublishedLetter } from './verify-letter.ts'
import type { Reader } from './verify-reader.ts'

const LARGEST_TEXT = 1024 * 1024

/**
 * The title of a letter, out of the text of its newest edition as the site publishes it, once that
 * is shown to be the one that the ledger names by its hash. Throws `published-text-differs`.
 */
export async function readTitle(
  reader: Reader,
  { url, edition }: PublishedLetter,
  textHash: Uint8Array
): Promise<string> {
  const from = `${url}/editions/${edition}.txt`
  const text = await reader.text(from, LARGEST_TEXT)
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(utf8(text)))
  if (!equalBytes(new Uint8Array(hash), textHash)) {
    const problem = 'is not the text that the ledger’s signatures are to'
    throw new Rejected('published-text-differs', `What stands at ${from} ${problem}.`)
  }
  const [first = ''] = text.split('\n')
  return first.replace(/^# /, '')
}
