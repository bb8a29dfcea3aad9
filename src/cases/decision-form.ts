import * as z from 'zod/mini'
import { cleanLine } from '../desk/clean-text'
import type { RemovalReason } from '../ledger/entry'
import { STANDARD_SENTENCES } from '../registrar/decision'
import type { Problems } from '../signatures/signature'
import type { CaseAct } from './decide'

/** What somebody says with an act on a case, and which version of the case they saw. */
export type Decision = {
  version: number
  reason: RemovalReason | null
  sentence: string | null
  note: string | null
}

const LONGEST = 300

const line = z._default(z.string(), '').check(z.overwrite(cleanLine))
const form = z.object({ version: line, reason: line, sentence: line, note: line })

/** Reads what was typed with an act; the sentence that everyone reads is the standard one if none is. */
export function readDecision(
  act: CaseAct,
  typed: Record<string, string>
): { decision: Decision } | { problems: Problems } {
  const { version, reason, sentence, note } = form.parse(typed)
  const known = Object.hasOwn(STANDARD_SENTENCES, reason) ? (reason as RemovalReason) : null
  const words = sentence || (act === 'decide' && known ? STANDARD_SENTENCES[known] : '')
  const problems: Problems = {
    ...(act === 'decide' && !known && { reason: 'Choose why they should not count.' }),
    ...(act === 'undo' && words === '' && { sentence: 'Say why it is taken back.' }),
    ...tooLong('sentence', words),
    ...tooLong('note', note),
    ...(act === 'send-back' && note === '' && { note: 'Say what should be changed.' }),
  }
  if (Object.keys(problems).length > 0) return { problems }
  return {
    decision: {
      version: Number(version),
      reason: known,
      sentence: words || null,
      note: note || null,
    },
  }
}

function tooLong(field: string, text: string): Problems {
  const { length } = [...text]
  return length > LONGEST ? { [field]: `Use ${LONGEST} characters or fewer (now ${length}).` } : {}
}
