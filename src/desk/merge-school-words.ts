import type { Problems } from '../signatures/signature'
import { auditIfChanged } from './audit'
import { cleanLine } from './clean-text'

/** So many texts stand in one form. */
export const MOST_MERGED = 100
const LONGEST_WORDING = 120
const LONGEST_TYPED = 200

/** Texts that mean one organisation, and how that is called; or that are to stand by themselves. */
export type Merge =
  { act: 'merge'; texts: string[]; wording: string } | { act: 'split'; wording: string }

/** Reads a press on the page, or says what is wrong with it. `form` is which of its forms it was. */
export function readMerge(
  typed: Record<string, string>,
  pairs: [string, string][]
): { merge: Merge } | { problems: Problems } {
  const form = typed.form ?? ''
  if (typed.act === 'split' && typed.wording) {
    return { merge: { act: 'split', wording: typed.wording } }
  }
  if (typed.act !== 'merge') {
    return { problems: { form: 'Choose what to do with one of the buttons.' } }
  }
  const texts = pairs.flatMap(([key, text]) => {
    return key === 'text' && text !== '' && text.length <= LONGEST_TYPED ? [text] : []
  })
  if (texts.length === 0) return { problems: { [`texts-${form}`]: 'Tick those that are meant.' } }
  const field = `wording-${form}`
  const wording = cleanLine(typed[field] ?? '')
  if (!wording) return { problems: { [field]: 'Say what they are to be counted as.' } }
  const { length } = [...wording]
  return length > LONGEST_WORDING
    ? { problems: { [field]: `Use ${LONGEST_WORDING} characters or fewer (now ${length}).` } }
    : { merge: { act: 'merge', texts: texts.slice(0, MOST_MERGED), wording } }
}

/** Counts texts as one organisation on the desk, or no longer. What signers wrote stays theirs. */
export async function mergeSchoolWords(
  db: D1Database,
  letterId: number,
  merge: Merge,
  by: number,
  now: Date
) {
  const who = { letterId, accountId: by }
  if (merge.act === 'split') {
    await db.batch([
      db
        .prepare('DELETE FROM school_words WHERE letter_id = ?1 AND wording = ?2')
        .bind(letterId, merge.wording),
      auditIfChanged(db, { ...who, act: 'split-school-words' }, now),
    ])
    return
  }
  const { texts, wording } = merge
  await db.batch([
    db
      .prepare(
        `INSERT INTO school_words (letter_id, typed, wording)
         SELECT ?1, value, ?3 FROM json_each(?2) WHERE true
         ON CONFLICT (letter_id, typed) DO UPDATE SET wording = excluded.wording
           WHERE wording <> excluded.wording`
      )
      .bind(letterId, JSON.stringify(texts), wording),
    auditIfChanged(db, { ...who, act: 'merge-school-words', detail: { n: texts.length } }, now),
  ])
}
