import type { Letter } from '../letters/letter'
import { columnOf, countsAsHead, NOBODY_AT, NOBODY_THERE } from './school-tally'

type Row = Record<string, string | number>

/** Rows alike in all that the numbers of schools and places are made of. */
type Alike = { where: string; role: string; public: number; named: number; n: number }

/**
 * What differs between a letter's numbers of schools and places and a count of its rows. Those of
 * schools are gone once it is anonymised, and true of nobody while it is being so, part by part.
 */
export async function recountSchools(db: D1Database, letterId: number): Promise<string[]> {
  const [letters, atPlaces, atSchools, schools, places, ofPlaces] = (
    await db.batch<Row>(
      [LETTER, AT_PLACES, AT_SCHOOLS, SCHOOLS, PLACES, OF_PLACES].map((sql) =>
        db.prepare(sql).bind(letterId)
      )
    )
  ).map(({ results }) => results)
  const roles = JSON.parse(String(letters?.[0]?.roles ?? '[]')) as Letter['roles']
  const anonymised = letters?.[0]?.anonymised !== 0

  const says = new Map<string, number>()
  const is = new Map<string, number>()
  note(says, 'place', places, Object.keys(NOBODY_AT))
  count(is, 'place', atPlaces as Alike[], roles)
  if (anonymised) {
    for (const what of says.keys()) if (/schools/i.test(what)) says.delete(what)
  } else {
    note(is, 'place', ofPlaces, Object.keys(NOBODY_AT))
    note(says, 'school', schools, Object.keys(NOBODY_THERE))
    count(is, 'school', atSchools as Alike[], roles)
  }
  return [...new Set([...says.keys(), ...is.keys()])].flatMap((what) => {
    const [said, counted] = [says.get(what) ?? 0, is.get(what) ?? 0]
    return said === counted ? [] : [`${what} says ${said}, is ${counted}`]
  })
}

function note(into: Map<string, number>, what: string, rows: Row[] = [], counts: string[]) {
  for (const row of rows) {
    for (const name of counts) {
      const n = Number(row[columnOf(name)] ?? 0)
      if (n !== 0) into.set(`${what} ${row.at} ${name}`, n)
    }
  }
}

function count(into: Map<string, number>, what: string, rows: Alike[], roles: Letter['roles']) {
  for (const { where, role, public: shown, named, n } of rows) {
    const add = (name: string) => {
      const key = `${what} ${where} ${name}`
      into.set(key, (into.get(key) ?? 0) + n)
    }
    const head = countsAsHead({ roles }, { role })
    add(shown ? 'shown' : 'hidden')
    if (head) add(shown ? 'headsShown' : 'headsHidden')
    if (head && named) add(shown ? 'namedShown' : 'namedHidden')
  }
}

const LETTER = `
  SELECT roles, coalesce((SELECT anonymised FROM head WHERE letter_id = ?1), 0)
           OR EXISTS (SELECT 1 FROM signature WHERE id > ?1 || '.~' AND id < ?1 || '.~~') AS anonymised
  FROM letter WHERE id = ?1`

const AT_PLACES = `
  SELECT authority || '|' || phase || '|' || school_type AS "where", role, public, 0 AS named,
         count(*) AS n
  FROM signature WHERE letter_id = ?1 AND state = 'counted' AND authority IS NOT NULL
  GROUP BY 1, 2, 3`

const AT_SCHOOLS = `
  SELECT urn.value AS "where", role, public,
         instr(' ' || coalesce(named_urns, '') || ' ', ' ' || urn.value || ' ') > 0 AS named,
         count(*) AS n
  FROM signature JOIN json_each('[' || replace(urns, ' ', ',') || ']') AS urn
  WHERE letter_id = ?1 AND state = 'counted' AND urns IS NOT NULL GROUP BY 1, 2, 3, 4`

const SCHOOLS = 'SELECT urn AS at, * FROM school_tally WHERE letter_id = ?1'

const PLACES = `
  SELECT authority || '|' || phase || '|' || type AS at, * FROM place_tally WHERE letter_id = ?1`

const OF_PLACES = `
  SELECT authority || '|' || phase || '|' || type AS at,
         sum(shown > 0) AS schools_shown, sum(shown = 0 AND hidden > 0) AS schools_hidden,
         sum(heads_shown > 0) AS head_schools_shown,
         sum(heads_shown = 0 AND heads_hidden > 0) AS head_schools_hidden,
         sum(named_shown > 0) AS named_schools_shown,
         sum(named_shown = 0 AND named_hidden > 0) AS named_schools_hidden
  FROM school_tally WHERE letter_id = ?1 AND in_shares = 1 GROUP BY 1`
