import { cycled } from '../../../src/demo/cycle'
import { termsOf, type SearchedSchool } from '../../../src/register/terms'

const FIRST = 100_000

/** As many as England has, and in their names as many saints, parks and churches. */
const MANY = 22_010

const words = (text: string) => text.trim().split(/\s+/)

const SAINTS = words(
  'Mary’s Joseph’s John’s Peter’s Paul’s Anne’s James’ Michael’s Andrew’s Thomas George’s Luke’s Mark’s Bede’s Cuthbert’s'
)
const BEGUN = words(
  'Ash Bar Bramp Cal Cars Dal Den Elm Fal Far Gar Hal Har Hey Kel Lang Lin Mar Mel Nor Oak Pen Rad Ros Sal Sel Stan Sut Thorn Wal Wes Whit Win Wood'
)
const ENDED = words(
  'ton ley ford ham den worth bury field combe wick stead thorpe gate mere well brook bourne dale hurst by'
)
const BESIDE = words('Park Hill Green Lane Road Manor Grange Heath Village Valley Hall Cross')
const KINDS = [
  'Primary School',
  'Community Primary School',
  'Church of England Primary School',
  'CofE Primary Academy',
  'Infant School',
  'Junior School',
  'Academy',
  'High School',
  'Nursery School',
  'School',
]
const CATHOLIC = ['Catholic Primary School', 'Catholic High School', 'RC Primary School']

/** Loads them, in place of whatever is there, and their words. */
export async function loadSearched(db: D1Database): Promise<{ schools: number; terms: number }> {
  const schools = Array.from({ length: MANY }, (_, i) => schoolAt(i))
  const terms = [...termsOf(schools)].map(([term, lists]) => ({ term, ...lists }))
  await db.batch([
    db.prepare('DELETE FROM school'),
    db.prepare('DELETE FROM authority'),
    db.prepare('DELETE FROM school_term'),
    db.prepare(
      `INSERT OR IGNORE INTO register (id, country, name, as_of, imported_at, schools, is_extract)
       VALUES (1, 'england', 'Made up', '2026-05-01', 0, 0, 0)`
    ),
  ])
  await inParts(schools, (part) =>
    db.batch([
      db
        .prepare(
          `INSERT OR IGNORE INTO authority (key, name, region, country)
           SELECT value->>'authorityName', value->>'authorityName', 'north-west', 'england'
           FROM json_each(?)`
        )
        .bind(part),
      db
        .prepare(
          `INSERT INTO school (urn, country, name, town, postcode, authority, phase, type,
             in_shares, domain_why, heads, is_open, register_id)
           SELECT value->>'urn', 'england', value->>'name', value->>'town', value->>'postcode',
                  value->>'authorityName', 'primary', 'academy', 1, 'no-website', '[]', 1, 1
           FROM json_each(?)`
        )
        .bind(part),
    ])
  )
  await inParts(terms, (part) =>
    db
      .prepare(
        `INSERT INTO school_term (term, in_name, in_place)
         SELECT value->>'term', value->>'inName', value->>'inPlace' FROM json_each(?)`
      )
      .bind(part)
      .run()
  )
  return { schools: schools.length, terms: terms.length }
}

function schoolAt(i: number): SearchedSchool {
  const town = placeAt(i % 900)
  const outward = `Z${String.fromCharCode(65 + (i % 26))}${1 + (Math.floor(i / 26) % 60)}`
  const letters = [i * 7, i * 11].map((n) => String.fromCharCode(65 + (n % 26))).join('')
  return {
    urn: FIRST + i * 2,
    name: nameAt(i),
    nameCy: null,
    town,
    isOpen: true,
    postcode: `${outward} ${i % 10}${letters}`,
    authorityName: placeAt(i % 153),
  }
}

function nameAt(i: number): string {
  const place = placeAt(Math.floor(i / 3) + (i % 3) * 97)
  if (i % 7 === 0) return `St ${cycled(SAINTS, i / 7)} ${cycled(i % 2 ? CATHOLIC : KINDS, i)}`
  if (i % 3 === 0) return `${place} ${cycled(BESIDE, i / 3)} ${cycled(KINDS, i)}`
  return `${place} ${cycled(KINDS, i)}`
}

function placeAt(i: number): string {
  return cycled(BEGUN, i) + cycled(ENDED, Math.floor(i / BEGUN.length))
}

/** A statement's parameters may take two megabytes. */
async function inParts<T>(rows: T[], write: (part: string) => Promise<unknown>) {
  for (let from = 0; from < rows.length; from += 2000) {
    await write(JSON.stringify(rows.slice(from, from + 2000)))
  }
}
