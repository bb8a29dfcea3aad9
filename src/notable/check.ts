import { question, type Question } from '../ask'
import { cleanLine } from '../desk/clean-text'
import type { Problems } from '../signatures/signature'

const LONGEST_SAID = 300
const MOST_SHOWN = 50

/** Ways to ask somebody that don't lead through what came with the signature. */
export const HOWS = [
  { key: 'telephone', label: 'By telephone, at a number that was looked up' },
  { key: 'office', label: 'In writing, at a published address of their office or school' },
  { key: 'met', label: 'In person' },
  { key: 'host', label: 'Through a host of the letter, who knows them' },
] as const

/** How the owner of a notable name was asked, and what they said: they have signed. */
export type NotableCheck = { how: (typeof HOWS)[number]['key']; said: string }

/** Reads what a checker typed about the name of this number, or says what is wrong with it. */
export function readCheck(
  typed: Record<string, string>,
  number: number
): { check: NotableCheck } | { problems: Problems } {
  const how = HOWS.find(({ key }) => key === typed[`how-${number}`])?.key
  const said = cleanLine(typed[`said-${number}`] ?? '')
  const { length } = [...said]
  const problems = {
    ...(!how && { [`how-${number}`]: 'Choose how you asked.' }),
    ...(length === 0 && { [`said-${number}`]: 'Say who answered, and what they said.' }),
    ...(length > LONGEST_SAID && {
      [`said-${number}`]: `Use ${LONGEST_SAID} characters or fewer (now ${length}).`,
    }),
  }
  return how && Object.keys(problems).length === 0 ? { check: { how, said } } : { problems }
}

/** A check as it was recorded. */
export type KeptCheck = NotableCheck & {
  number: number
  checkedBy: string | null
  checkedAt: number
}

/** The newest checks of a letter whose signatures count. */
export function checksOf(db: D1Database, letterId: number): Question<KeptCheck[]> {
  return question<KeptCheck, KeptCheck[]>(
    db
      .prepare(
        `SELECT signature.number, how, said, coalesce(account.name, account.address) AS checkedBy,
                checked_at AS checkedAt
         FROM notable_check JOIN signature ON signature.id = signature_id
         LEFT JOIN account ON account.id = checked_by
         WHERE notable_check.letter_id = ?1 AND state = 'counted'
         ORDER BY checked_at DESC LIMIT ?2`
      )
      .bind(letterId, MOST_SHOWN),
    (checks) => checks
  )
}
