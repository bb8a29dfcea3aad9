import { question, type Question } from '../ask'
import { cleanLine, cleanMarkdown } from '../desk/clean-text'
import { emailAddress } from '../signatures/address'
import type { Read, Typed } from '../signatures/read-form'
import type { Problems } from '../signatures/signature'
import { isEntered, type Dealing } from './dealing'

/** A request that nobody confirms, and its link, lasts this long. */
export const CORRECTION_LINK_MS = 7 * 24 * 60 * 60 * 1000

const LONGEST_NAME = 150
const LONGEST_WORDS = 2000

/** A recipient's request to show something otherwise. */
export type CorrectionRequest = {
  id: string
  letterId: number
  /** The number of what is shown wrongly. */
  dealing: number
  /** Who asks, and what they do there. */
  name: string
  words: string
  address: string | null
  /** Of that address. */
  domain: string
  state: 'unconfirmed' | 'open' | 'entered' | 'declined'
  /** Its number among the dealings. */
  enteredAs: number | null
  createdAt: number
  settledAt: number | null
}

export type CorrectionForm = { name: string; words: string; email: string }

/** May a correction of it be asked for: it stands, and the recipient is not the one who said it. */
export function isCorrectable({ kind, takenBackAt }: Dealing): boolean {
  return isEntered(kind) && takenBackAt === null
}

/** What somebody types to have something corrected, cleaned; or what is wrong with it, by field. */
export function readCorrection(typed: Typed): Read<CorrectionForm> {
  const problems: Problems = {}
  const name = cleanLine(typed.name ?? '')
  const role = cleanLine(typed.role ?? '')
  const words = cleanMarkdown(typed.words ?? '')
  const email = emailAddress.safeParse(typed.email ?? '')
  if (words === '') problems.words = 'Say what is shown wrongly, and how it should be.'
  if (words.length > LONGEST_WORDS)
    problems.words = `Use ${LONGEST_WORDS} characters or fewer (now ${words.length}).`
  if (name === '') problems.name = 'Enter your name.'
  for (const [field, text] of Object.entries({ name, role })) {
    if (text.length > LONGEST_NAME)
      problems[field] = `Use ${LONGEST_NAME} characters or fewer (now ${text.length}).`
  }
  if (!email.success) problems.email = email.error.issues[0]?.message ?? ''
  if (!email.success || Object.keys(problems).length > 0) return { problems }
  return { data: { name: role ? `${name}, ${role}` : name, words, email: email.data } }
}

/** The request of an id, or null. */
export function correctionOf(db: D1Database, id: string): Question<CorrectionRequest | null> {
  return question<CorrectionRequest, CorrectionRequest | null>(
    db
      .prepare(
        `SELECT id, letter_id AS letterId, dealing, name, words, address, domain, state,
                entered_as AS enteredAs, created_at AS createdAt, settled_at AS settledAt
         FROM correction_request WHERE id = ?`
      )
      .bind(id),
    ([request]) => request ?? null
  )
}

/** The requests that a letter's team still has to decide or to settle, oldest first. */
export function openCorrections(db: D1Database, letterId: number): Question<CorrectionRequest[]> {
  return question<CorrectionRequest, CorrectionRequest[]>(
    db
      .prepare(
        `SELECT id, letter_id AS letterId, dealing, name, words, address, domain, state,
                entered_as AS enteredAs, created_at AS createdAt, settled_at AS settledAt
         FROM correction_request
         WHERE letter_id = ? AND state IN ('open', 'entered') AND settled_at IS NULL
         ORDER BY confirmed_at LIMIT 100`
      )
      .bind(letterId),
    (requests) => requests
  )
}
