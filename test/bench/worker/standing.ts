import { recountLetter } from '../../../src/registrar/recount-letter'

/** Whose signatures on a letter count, each by their place in its crowd. */
export async function placesCounted(db: D1Database, slug: string): Promise<{ places: number[] }> {
  const { results } = await db
    .prepare(
      `SELECT signature.id FROM signature JOIN letter ON letter.id = letter_id
       WHERE slug = ? AND signature.state = 'counted'`
    )
    .bind(slug)
    .all<{ id: string }>()
  return { places: results.map(({ id }) => Number(id.split('.')[1])) }
}

/** What differs between a letter's published numbers and its rows and entries, counted anew. */
export async function differences(db: D1Database, slug: string): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT id FROM letter WHERE slug = ?')
    .bind(slug)
    .all<{ id: number }>()
  const [letter] = results
  return letter ? recountLetter(db, letter.id) : ['there is no letter']
}

/** How many signatures a case is about. */
export async function countListed(db: D1Database, id: string): Promise<{ listed: number }> {
  const { results } = await db
    .prepare('SELECT listed FROM signature_case WHERE id = ?')
    .bind(id)
    .all<{ listed: number }>()
  return { listed: results[0]?.listed ?? 0 }
}
