import { deriveKey, mac } from '../keys'
import { TITLES } from '../register/name-words'
import { foldedWords } from '../words'

/**
 * A keyed hash of what two spellings of one name share: its words without case, accents and titles,
 * in any order. Eight bytes: it finds what somebody then looks at, and decides nothing.
 */
export async function nameKey(master: Uint8Array, name: string): Promise<string> {
  const words = foldedWords(name).filter((word) => !TITLES.has(word))
  const bytes = await mac(await deriveKey(master, 'name'), words.sort().join(' '))
  return bytes.subarray(0, 8).toBase64({ alphabet: 'base64url', omitPadding: true })
}
