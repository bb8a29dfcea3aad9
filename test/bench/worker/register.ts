import { cycled } from '../../../src/demo/cycle'
import { firstNames, surnames } from '../../../src/demo/names'
import type { School } from '../../../src/register/school'

const FIRST = 700_001

/** As many as England has. */
const MANY = 22_010

const PHASES = ['primary', 'primary', 'primary', 'secondary', 'no-phase']
const TYPES = ['academy', 'maintained', 'free-school']

/** The name of the person at a place of a crowd; of the first, also that of the head of their school. */
export function nameAt(place: number): { first: string; last: string } {
  return {
    first: place === 0 ? 'Zuleika' : cycled(firstNames, place),
    last: cycled(surnames, Math.floor(place / firstNames.length)),
  }
}

/** A school made up for the person at a place. */
export function schoolAt(place: number): School {
  const number = place % MANY
  return {
    urn: FIRST + number,
    country: 'england',
    name: `Fenmoor School ${number}`,
    nameCy: null,
    town: 'Fenmoor',
    postcode: null,
    authority: `fenmoor-${number % 153}`,
    phase: cycled(PHASES, Math.floor(number / 153)),
    type: cycled(TYPES, number),
    inShares: true,
    domain: `school-${number}.example.org`,
    domainWhy: 'website',
    heads: [nameAt(number)],
    isOpen: true,
    registerId: 1,
  }
}

/** Loads all of them, unless they are there. */
export async function loadRegister(db: D1Database) {
  if (await db.prepare('SELECT 1 FROM school WHERE urn = ?').bind(FIRST).first()) return
  await db
    .prepare(
      `INSERT INTO register (id, country, name, as_of, imported_at, schools, is_extract, reread_at)
       VALUES (1, 'england', 'Made up', '2026-05-01', 0, ?, 0, 0)`
    )
    .bind(MANY)
    .run()
  for (let from = 0; from < MANY; from += 2000) {
    const many = Math.min(2000, MANY - from)
    const schools = Array.from({ length: many }, (_, i) => schoolAt(from + i))
    await db
      .prepare(
        `INSERT INTO school (urn, country, name, town, authority, phase, type, in_shares, domain,
                             domain_why, heads, is_open, register_id)
         SELECT value->>'urn', value->>'country', value->>'name', value->>'town',
                value->>'authority', value->>'phase', value->>'type', 1, value->>'domain',
                'website', value->'heads', 1, 1
         FROM json_each(?)`
      )
      .bind(JSON.stringify(schools))
      .run()
  }
}
