import * as z from 'zod/mini'
import type { Paper } from '../letters/letter'
import { endOfUkDay, ukDate } from '../uk-time'
import { auditIfChanged } from './audit'
import { cleanLine } from './clean-text'

const LARGEST = 10_000_000
const LONGEST_NOTE = 200

const line = z._default(z.string(), '').check(z.overwrite(cleanLine))

const number = z
  .pipe(
    line,
    z.transform((text) => (text === '' ? 0 : Number(text.replaceAll(/[ ,]/g, ''))))
  )
  .check(
    z.refine(
      (n) => Number.isInteger(n) && n >= 0 && n <= LARGEST,
      'The number must be a whole one, such as 212.'
    )
  )

/** What an owner says was gathered on paper. Without a number: nothing was. */
export function paperForm(now: Date) {
  const form = z.object({ number, as_of: line, note: line }).check(
    z.superRefine(({ number, as_of: day, note }, { addIssue }) => {
      const wrong = (field: string, message: string) =>
        addIssue({ code: 'custom', path: [field], message })
      if (number === 0) return
      if (endOfUkDay(day) === null) wrong('as_of', 'Give the day they were counted.')
      else if (day > ukDate(now)) wrong('as_of', 'That day is still to come.')
      if (note === '') wrong('note', 'Say where they were gathered, and who holds the sheets.')
      if (note.length > LONGEST_NOTE)
        wrong('note', `Use ${LONGEST_NOTE} characters or fewer (now ${note.length}).`)
    })
  )
  return z.pipe(
    form,
    z.transform(({ number, as_of: asOf, note }): Paper | null =>
      number === 0 ? null : { number, asOf, note }
    )
  )
}

/**
 * Sets the number that was gathered on paper, if it is still what the change began with; it never
 * enters a total. `stale`: it was not, and nothing is changed.
 */
export async function setPaper(
  db: D1Database,
  letterId: number,
  { was, paper }: { was: string; paper: Paper | null },
  by: number,
  now: Date
): Promise<'set' | 'stale'> {
  const next = paper && JSON.stringify(paper)
  const done = { letterId, accountId: by, act: 'set-paper', detail: { number: paper?.number ?? 0 } }
  const [, , stands] = await db.batch<{ paper: string | null }>([
    db
      .prepare(
        `UPDATE letter SET paper = ?2
         WHERE id = ?1 AND coalesce(paper, '') = ?3 AND paper IS NOT ?2`
      )
      .bind(letterId, next, was),
    auditIfChanged(db, done, now),
    db.prepare('SELECT paper FROM letter WHERE id = ?').bind(letterId),
  ])
  return stands?.results[0]?.paper === next ? 'set' : 'stale'
}

/** What a form names, so that it is told when somebody else changed the number meanwhile. */
export function paperAsKept(paper: Paper | null): string {
  return paper ? JSON.stringify(paper) : ''
}
