import { cleanLine } from '../desk/clean-text'

export const LONGEST_COMMENT = 300

export type CommentState = 'waiting' | 'shown' | 'refused'

/** What is kept of why somebody signed, for its own signer. */
export type Comment = {
  words: string
  state: CommentState
  /** Also which version of it that is: it grows with every change. */
  writtenAt: number
  decidedAt: number | null
  /** Why it is not shown, in words for its signer. */
  because: string | null
}

/** Why a comment may not be shown, and what its signer reads about that if nothing is added. */
export const COMMENT_REASONS = [
  {
    key: 'unkind',
    label: 'It attacks somebody',
    sentence: 'It attacks a person or a group.',
  },
  {
    key: 'tells-of-others',
    label: 'Somebody else can be recognised in it',
    sentence: 'Somebody else can be recognised in it, such as a pupil or a colleague.',
  },
  {
    key: 'off-topic',
    label: 'It is about something else, or advertises',
    sentence: 'It is not about why you signed this letter.',
  },
  { key: 'other', label: 'Another reason', sentence: '' },
] as const

/** Reads what a signer typed: one paragraph, empty if they take it back. */
export function readComment(typed: string): { words: string } | { problem: string } {
  const words = cleanLine(typed)
  const { length } = [...words]
  if (length > LONGEST_COMMENT) {
    return { problem: `Use ${LONGEST_COMMENT} characters or fewer (now ${length}).` }
  }
  return /\p{M}{5}/u.test(words)
    ? { problem: 'It has too many accents on one letter. Type it again.' }
    : { words }
}

/** What somebody wrote, as they may take it away. */
export function exportComment({ writtenAt, decidedAt, ...comment }: Comment) {
  return {
    ...comment,
    writtenAt: new Date(writtenAt).toISOString(),
    decidedAt: decidedAt === null ? null : new Date(decidedAt).toISOString(),
  }
}
