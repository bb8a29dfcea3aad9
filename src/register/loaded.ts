import { question, type Question } from '../ask'
import type { Register } from './school'

/** The newest list of a country, and what is known of its open schools. */
export type LoadedRegister = Omit<Register, 'isExtract'> & {
  isExtract: number
  open: number
  closed: number
  withDomain: number
  shared: number
  withoutWebsite: number
  madeUp: number
}

/** What is loaded, by country. It reads every school: for those who run the site. */
export function loadedRegisters(db: D1Database): Question<LoadedRegister[]> {
  return question(
    db.prepare(
      `SELECT register.id, register.country, register.name, as_of AS asOf,
              imported_at AS importedAt, schools, is_extract AS isExtract,
              total(is_open) AS open, total(NOT is_open) AS closed,
              total(is_open AND domain_why = 'website') AS withDomain,
              total(is_open AND domain_why = 'shared') AS shared,
              total(is_open AND domain_why = 'no-website') AS withoutWebsite,
              total(urn BETWEEN 900001 AND 999999) AS madeUp
       FROM register LEFT JOIN school ON school.country = register.country
       WHERE register.id IN (SELECT max(id) FROM register GROUP BY country)
       GROUP BY register.id ORDER BY register.country`
    ),
    (rows: LoadedRegister[]) => rows
  )
}
