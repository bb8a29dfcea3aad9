import type { SchoolColumns, Stored } from './compare.ts'
import type { Row } from './rows.ts'

/** What {@link storedOf} asks for: each row as a JSON array. */
export const STORED = [
  'SELECT json_array(id, country, as_of, is_extract) AS row FROM register ORDER BY id',
  `SELECT json_array(urn, country, name, name_cy, town, postcode, authority, phase, type, in_shares,
                     domain, domain_why, heads, is_open) AS row FROM school ORDER BY urn`,
  'SELECT json_array(key, name, region, country) AS row FROM authority',
  'SELECT json_array(authority, phase, type, schools) AS row FROM place_school',
  'SELECT json_array(term, in_name, in_place) AS row FROM school_term',
]

/** What the database has, of the answers to {@link STORED}. */
export function storedOf([
  registers = [],
  schools = [],
  authorities,
  places,
  terms,
]: Row[][]): Stored {
  return {
    registers: registers.map(([id, country, asOf, isExtract]) => ({
      id: Number(id),
      country: String(country),
      asOf: String(asOf),
      isExtract: isExtract === 1,
    })),
    schools: new Map(schools.map((row) => [Number(row[0]), row as SchoolColumns])),
    authorities: authorities ?? [],
    places: places ?? [],
    terms: terms ?? [],
  }
}
