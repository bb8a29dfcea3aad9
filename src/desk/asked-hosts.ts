import { question, type Question } from '../ask'

/** The groups that were asked to stand behind a letter and have not answered yet. */
export function askedHosts(db: D1Database, letterId: number): Question<string[]> {
  return question<{ name: string }, string[]>(
    db
      .prepare(
        `SELECT host.name FROM letter_host JOIN host ON host.id = host_id
         WHERE letter_id = ? AND standing = 'asked' ORDER BY position`
      )
      .bind(letterId),
    (rows) => rows.map(({ name }) => name)
  )
}
