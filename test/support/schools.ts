import { env } from 'cloudflare:workers'
import type { School } from '../../src/register/school'

const REGISTER = 77

/** A made-up school; each number is another one. */
export function aSchool(urn: number, over: Partial<School> = {}): School {
  return {
    urn,
    country: 'england',
    name: `Brambleholt School ${urn}`,
    nameCy: null,
    town: 'Brambleholt',
    postcode: 'ZZ1 1ZZ',
    authority: 'merrowdale',
    phase: 'secondary',
    type: 'academy',
    inShares: true,
    domain: `school-${urn}.example.org`,
    domainWhy: 'website',
    heads: [{ first: 'Ada', last: 'Quillfeather' }],
    isOpen: true,
    registerId: REGISTER,
    ...over,
  }
}

/** Puts schools into the register, or puts others where they were. */
export async function register(...schools: School[]): Promise<School[]> {
  const named = schools.map((school) => school.authority)
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO register (id, country, name, as_of, imported_at, schools, is_extract)
       VALUES (?, 'england', 'A made-up register', '2026-05-01', 0, 0, 0)
       ON CONFLICT DO UPDATE SET reread_at = NULL`
    ).bind(REGISTER),
    ...[...new Set(named)].map((key) =>
      env.DB.prepare(
        `INSERT OR IGNORE INTO authority (key, name, region, country)
         VALUES (?, ?, 'yorkshire-and-the-humber', 'england')`
      ).bind(key, key.charAt(0).toUpperCase() + key.slice(1))
    ),
    ...schools.map((school) =>
      env.DB.prepare(
        `INSERT OR REPLACE INTO school (urn, country, name, name_cy, town, postcode, authority, phase,
           type, in_shares, domain, domain_why, heads, is_open, register_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
      ).bind(
        school.urn,
        school.country,
        school.name,
        school.nameCy,
        school.town,
        school.postcode,
        school.authority,
        school.phase,
        school.type,
        school.inShares ? 1 : 0,
        school.domain,
        school.domainWhy,
        JSON.stringify(school.heads),
        school.isOpen ? 1 : 0,
        REGISTER
      )
    ),
  ])
  return schools
}
