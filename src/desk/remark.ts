import * as z from 'zod/mini'
import { question, type Question } from '../ask'
import { auditIfChanged } from './audit'
import { cleanLine, cleanMarkdown } from './clean-text'
import { count } from './draft-form'

/** So many wait for the team at most: past them somebody is playing. */
const MOST_OPEN = 200

/** What a reader of a draft said of it. */
export type Remark = {
  id: number
  version: number
  /** The anchor of the point that is meant; null: the whole letter. */
  point: string | null
  name: string
  words: string
  createdAt: number
}

export const remarkForm = z.object({
  version: count,
  point: z.pipe(
    z._default(
      z.string().check(z.regex(/^(point-\d{1,3}[a-z]?)?$/, 'Choose a point from the list.')),
      ''
    ),
    z.transform((anchor) => anchor || null)
  ),
  name: z._default(z.string(), '').check(
    z.overwrite(cleanLine),
    z.refine((text) => text !== '', 'Say who you are, so that the team can ask you.'),
    z.maxLength(80, 'Your name must be 80 characters or fewer.')
  ),
  words: z._default(z.string(), '').check(
    z.overwrite(cleanMarkdown),
    z.refine((text) => text !== '', 'Write your remark.'),
    z.maxLength(2000, {
      error: ({ input }) =>
        `Your remark must be 2,000 characters or fewer (now ${String(input).length}).`,
    })
  ),
})

/** Leaves a remark for the team, once however often it is sent; no more than a team can read. */
export async function leaveRemark(
  db: D1Database,
  letterId: number,
  { version, point, name, words }: z.output<typeof remarkForm>,
  now: Date
): Promise<'left' | 'too-many'> {
  const [, left] = await db.batch([
    db
      .prepare(
        `INSERT INTO remark (letter_id, version, point, name, words, created_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6
         WHERE ?7 > (SELECT count(*) FROM remark WHERE letter_id = ?1 AND settled_at IS NULL)
           AND NOT EXISTS (SELECT 1 FROM remark WHERE letter_id = ?1 AND name = ?4
                           AND words = ?5 AND point IS ?3 AND settled_at IS NULL)`
      )
      .bind(letterId, version, point, name, words, now.getTime(), MOST_OPEN),
    db
      .prepare(
        `SELECT 1 FROM remark WHERE letter_id = ?1 AND name = ?2 AND words = ?3 AND point IS ?4`
      )
      .bind(letterId, name, words, point),
  ])
  return left?.results.length ? 'left' : 'too-many'
}

/** What readers said of a letter and nobody settled yet, oldest first. */
export function openRemarks(db: D1Database, letterId: number): Question<Remark[]> {
  return question<Remark, Remark[]>(
    db
      .prepare(
        `SELECT id, version, point, name, words, created_at AS createdAt FROM remark
         WHERE letter_id = ? AND settled_at IS NULL ORDER BY id LIMIT ?`
      )
      .bind(letterId, MOST_OPEN),
    (remarks) => remarks
  )
}

/** Puts a remark aside, once. */
export async function settleRemark(
  db: D1Database,
  letterId: number,
  remarkId: number,
  by: number,
  now: Date
): Promise<void> {
  await db.batch([
    db
      .prepare(
        'UPDATE remark SET settled_at = ?3 WHERE id = ?1 AND letter_id = ?2 AND settled_at IS NULL'
      )
      .bind(remarkId, letterId, now.getTime()),
    auditIfChanged(db, { letterId, accountId: by, act: 'settle-remark' }, now),
  ])
}
