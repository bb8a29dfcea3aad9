import { cleanLine } from '../../desk/clean-text'

const LONGEST = 300

/** A sentence that everyone will read, or what is wrong with it. */
export function readSentence(typed = ''): { sentence: string } | { problem: string } {
  const sentence = cleanLine(typed)
  if (sentence === '') return { problem: 'Say why, in a sentence for everyone.' }
  return sentence.length > LONGEST
    ? { problem: `Use ${LONGEST} characters or fewer.` }
    : { sentence }
}
