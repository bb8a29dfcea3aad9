import { foldedWords } from '../words.ts'

/** The words of a school's name, or of a search for one. `R.C.` is one, and so is `C of E`. */
export function schoolWords(text: string): string[] {
  const joined = text
    .replace(/\bc[. ]*of[. ]*e\b/gi, 'cofe')
    .replace(/\b([a-z])\. ?(?=[a-z]\b)/gi, '$1')
  return foldedWords(joined)
}
