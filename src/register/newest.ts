import { question, type Question } from '../ask'
import type { Register } from './school'

/** The list of a country's schools as it is loaded now. */
export type NewestRegister = Pick<Register, 'name' | 'asOf' | 'isExtract'>

/** The newest list of England's schools; null while none is loaded. */
export function newestRegister(db: D1Database): Question<NewestRegister | null> {
  type Row = Omit<NewestRegister, 'isExtract'> & { isExtract: number }
  return question<Row, NewestRegister | null>(
    db.prepare(
      `SELECT name, as_of AS asOf, is_extract AS isExtract FROM register
       WHERE country = 'england' ORDER BY id DESC LIMIT 1`
    ),
    ([row]) => (row ? { ...row, isExtract: row.isExtract === 1 } : null)
  )
}

/** A local authority of England, and the region that it is in. */
export type Authority = { key: string; name: string; region: string }

/** The local authorities of England, by name. */
export function authoritiesOf(db: D1Database): Question<Authority[]> {
  return question<Authority, Authority[]>(
    db.prepare(`SELECT key, name, region FROM authority WHERE country = 'england' ORDER BY name`),
    (rows) => rows
  )
}
