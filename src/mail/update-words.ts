import type { FrozenMail } from './chosen'

/** A published update as its mail tells it. It never changes, so no mail keeps a copy of its own. */
export type UpdateWords = {
  /** In its address; null: in a test before it is published. */
  number: number | null
  title: string
  author: string
  html: string
  markdown: string
  points: { anchor: string; label: string }[]
}

type Row = Omit<UpdateWords, 'points'> & { id: number; points: string }

/** The same mails, with the words of the updates among them. */
export async function withUpdateWords(db: D1Database, mails: FrozenMail[]): Promise<FrozenMail[]> {
  const ids = new Set(
    mails.flatMap(({ chosen }) => (chosen.mail === 'update' ? [chosen.updateId] : []))
  )
  if (ids.size === 0) return mails

  const { results } = await db
    .prepare(
      `SELECT id, number, title, author, html, markdown, points FROM letter_update
       WHERE id IN (SELECT value FROM json_each(?)) AND html IS NOT NULL`
    )
    .bind(JSON.stringify([...ids]))
    .all<Row>()
  const words = new Map(
    results.map(({ id, points, ...row }) => [
      id,
      { ...row, points: JSON.parse(points) as UpdateWords['points'] },
    ])
  )
  return mails.map((mail) => {
    const { chosen } = mail
    if (chosen.mail !== 'update') return mail
    return { ...mail, chosen: { ...chosen, words: words.get(chosen.updateId) ?? null } }
  })
}
