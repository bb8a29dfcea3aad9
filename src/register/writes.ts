/** Rows for one table: constant SQL with a single parameter, the rows as a JSON array. */
export type Write = { sql: string; rows: unknown[] }

export const INSERT_REGISTER = `INSERT INTO register
  (id, country, name, as_of, imported_at, schools, is_extract)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
FROM json_each(?)`

export const PUT_SCHOOLS = `INSERT INTO school
  (urn, country, name, name_cy, town, postcode, authority, phase, type, in_shares, domain,
   domain_why, heads, is_open, register_id)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
  value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13,
  value ->> 14
FROM json_each(?) WHERE true
ON CONFLICT (urn) DO UPDATE SET country = excluded.country, name = excluded.name,
  name_cy = excluded.name_cy, town = excluded.town, postcode = excluded.postcode,
  authority = excluded.authority, phase = excluded.phase, type = excluded.type,
  in_shares = excluded.in_shares, domain = excluded.domain, domain_why = excluded.domain_why,
  heads = excluded.heads, is_open = excluded.is_open, register_id = excluded.register_id`

export const PUT_AUTHORITIES = `INSERT INTO authority (key, name, region, country)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?) WHERE true
ON CONFLICT (key) DO UPDATE SET name = excluded.name, region = excluded.region,
  country = excluded.country`

const PUT_PLACES = `INSERT INTO place_school (authority, phase, type, schools)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?) WHERE true
ON CONFLICT (authority, phase, type) DO UPDATE SET schools = excluded.schools`

const DROP_PLACES = `DELETE FROM place_school WHERE (authority, phase, type) IN
  (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))`

export const PLACES = { put: PUT_PLACES, drop: DROP_PLACES }

const PUT_TERMS = `INSERT INTO school_term (term, in_name, in_place)
SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
ON CONFLICT (term) DO UPDATE SET in_name = excluded.in_name, in_place = excluded.in_place`

const DROP_TERMS = `DELETE FROM school_term WHERE term IN
  (SELECT value ->> 0 FROM json_each(?))`

export const TERMS = { put: PUT_TERMS, drop: DROP_TERMS }
