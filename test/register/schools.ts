import { env } from 'cloudflare:workers'
import { termsOf, type SearchedSchool } from '../../src/register/terms'

/** A school in a region of England, or in Wales if its number has seven digits. */
export function anOpenSchool(
  urn: number,
  name: string,
  town: string | null,
  postcode: string | null,
  authorityName: string
): SearchedSchool {
  return { urn, name, nameCy: null, town, postcode, authorityName, isOpen: true }
}

/** Puts these schools, and nothing of their heads, where a search looks for them. */
export async function aRegister(schools: SearchedSchool[]): Promise<void> {
  const rows = schools.map((school) => ({
    ...school,
    authority: school.authorityName.toLowerCase().replaceAll(' ', '-'),
    country: school.urn > 999_999 ? 'wales' : 'england',
    region: school.urn > 999_999 ? 'wales' : 'north-west',
    isOpen: Number(school.isOpen),
  }))
  const terms = [...termsOf(schools)].map(([term, lists]) => ({ term, ...lists }))
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO register (id, country, name, as_of, imported_at, schools, is_extract)
       VALUES (1, 'england', 'Older list', '2026-01-01', 0, 1, 0),
              (2, 'england', 'Schools of England', '2026-02-01', 0, 1, 1),
              (3, 'wales', 'Schools of Wales', '2026-01-15', 0, 1, 0)`
    ),
    env.DB.prepare(
      `INSERT OR IGNORE INTO authority (key, name, region, country)
       SELECT value->>'authority', value->>'authorityName', value->>'region', value->>'country'
       FROM json_each(?)`
    ).bind(JSON.stringify(rows)),
    env.DB.prepare(
      `INSERT INTO school (urn, country, name, name_cy, town, postcode, authority, phase, type,
         in_shares, domain_why, heads, is_open, register_id)
       SELECT value->>'urn', value->>'country', value->>'name', value->>'nameCy', value->>'town',
              value->>'postcode', value->>'authority', 'primary', 'academy', 1, 'no-website', '[]',
              value->>'isOpen', 2
       FROM json_each(?)`
    ).bind(JSON.stringify(rows)),
    env.DB.prepare(
      `INSERT INTO school_term (term, in_name, in_place)
       SELECT value->>'term', value->>'inName', value->>'inPlace' FROM json_each(?)`
    ).bind(JSON.stringify(terms)),
  ])
}
