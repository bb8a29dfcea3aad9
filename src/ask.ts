/** A question to the database: one statement, and what its rows mean. */
export type Question<T> = {
  statement: D1PreparedStatement
  answer: (rows: never[]) => T
}

/** Puts a question into words; `Row` is what the statement's columns are. */
export function question<Row, T>(
  statement: D1PreparedStatement,
  answer: (rows: Row[]) => T
): Question<T> {
  return { statement, answer: answer as (rows: never[]) => T }
}

/** Asks all questions in one round trip. The answers come from one moment. */
export async function ask<T extends readonly unknown[]>(
  db: D1Database,
  ...questions: { [I in keyof T]: Question<T[I]> }
): Promise<T> {
  const results = await db.batch<never>(questions.map((one) => one.statement))
  return questions.map((one, i) => one.answer(results[i]?.results ?? [])) as unknown as T
}
