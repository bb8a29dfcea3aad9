import { recountSchools } from './recount-schools'

type Count = { what: string; n: number }

type RowCount = {
  role: string
  country: string
  assurance: string
  edition: number
  public: number
  n: number
}

/** `identified` are those of entries said to be anonymised that could still be opened. */
type StateCount = { state: string; n: number; identified: number }

/** `last` is the largest of what the entries carry first: for ANON, a position. */
type EntryCount = { type: string; hour: string; n: number; last: string }

/** What differs between a letter's published numbers and a count of its rows and entries. */
export async function recountLetter(db: D1Database, letterId: number): Promise<string[]> {
  const asked = [HEAD, LETTER, HOURS, WAITING, TALLY, BOUNDS, COUNTED_ROWS, STATES, ENTRIES]
  const [head, letter, hours, waiting, tally, bounds, countedRows, rows, entries] = (
    await db.batch<unknown>(asked.map((sql) => db.prepare(sql).bind(letterId)))
  ).map(({ results }) => results)

  const published = [head, letter, hours, waiting, tally].flat() as Count[]
  const says = new Map(published.map(({ what, n }) => [what, n]))
  const is = new Map<string, number>()
  countRows(countedRows as RowCount[], is)
  const states = rows as StateCount[]
  for (const { state, n } of states) if (WAIT.includes(state)) is.set(`waiting ${state}`, n)
  countEntries(entries as EntryCount[], is)

  const wrong = [...new Set([...says.keys(), ...is.keys()])].flatMap((what) => {
    const [said, counted] = [says.get(what) ?? 0, is.get(what) ?? 0]
    return said === counted ? [] : [`${what} says ${said}, is ${counted}`]
  })
  wrong.push(...(await recountSchools(db, letterId)))
  const identified = states.reduce((sum, one) => sum + one.identified, 0)
  if (identified > 0) wrong.push(`signers not anonymised are ${identified}, can be 0`)
  return [...wrong, ...tooMany(states, bounds as Count[])]
}

const WAIT = ['pending', 'held']

/** Rows of people who erased themselves are gone, so that of some states there may be fewer. */
function tooMany(rows: StateCount[], bounds: Count[]): string[] {
  return bounds.flatMap(({ what: state, n: most }) => {
    const n = rows.find((row) => row.state === state)?.n ?? 0
    return n <= most ? [] : [`rows ${state} are ${n}, can be ${most}`]
  })
}

function countRows(rows: RowCount[], counts: Map<string, number>) {
  for (const { role, country, assurance, edition, public: shown, n } of rows) {
    const cells = [
      'counted',
      'total ',
      `role ${role}`,
      `country ${country}`,
      ...(shown ? [] : [`country-hidden ${country}`]),
      `assurance ${assurance}`,
      `edition ${edition}`,
      `shown ${shown ? 'shown' : 'hidden'}`,
    ]
    for (const what of cells) counts.set(what, (counts.get(what) ?? 0) + n)
  }
}

function countEntries(entries: EntryCount[], counts: Map<string, number>) {
  const add = (what: string, n: number) => counts.set(what, (counts.get(what) ?? 0) + n)
  for (const { type, hour, n, last } of entries) {
    add('entries', n)
    const total = TOTALS[type]
    if (total) add(`ledger ${total.what}`, total.by * n)
    const kind = HOURLY[type]
    if (kind) add(`hour ${Number.parseInt(hour, 16)} ${kind}`, n)
    const anonymised = type === ANON ? Number.parseInt(last, 16) : 0
    add('ledger anonymised', Math.max(0, anonymised - (counts.get('ledger anonymised') ?? 0)))
  }
}

const TOTALS: Record<string, { what: string; by: number }> = {
  '01': { what: 'editions', by: 1 },
  '02': { what: 'confirmed', by: 1 },
  '03': { what: 'withdrawn', by: 1 },
  '04': { what: 'removed', by: 1 },
  '05': { what: 'removed', by: -1 },
  '07': { what: 'closed', by: 1 },
}

const HOURLY: Record<string, string> = {
  '02': 'confirmed',
  '03': 'withdrawn',
  '04': 'removed',
  '05': 'reinstated',
}

const ANON = '08'

// D1 takes no more than five parts in a compound SELECT.
const HEAD = `
  SELECT 'entries' AS what, size AS n FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'ledger confirmed', confirmed FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'ledger withdrawn', withdrawn FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'ledger removed', removed FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'counted', confirmed - withdrawn - removed FROM head WHERE letter_id = ?1`

const LETTER = `
  SELECT 'ledger editions' AS what, edition AS n FROM letter WHERE id = ?1
  UNION ALL SELECT 'ledger closed', finished_at IS NOT NULL FROM letter WHERE id = ?1
  UNION ALL SELECT 'ledger anonymised', anonymised FROM head WHERE letter_id = ?1`

const HOURS = `
  SELECT 'hour ' || hour || ' confirmed' AS what, confirmed AS n
  FROM tally_hour WHERE letter_id = ?1
  UNION ALL SELECT 'hour ' || hour || ' withdrawn', withdrawn FROM tally_hour WHERE letter_id = ?1
  UNION ALL SELECT 'hour ' || hour || ' removed', removed FROM tally_hour WHERE letter_id = ?1
  UNION ALL SELECT 'hour ' || hour || ' reinstated', reinstated FROM tally_hour WHERE letter_id = ?1`

const WAITING = `SELECT 'waiting ' || state AS what, n FROM waiting WHERE letter_id = ?1`

const TALLY = `
  SELECT dimension || ' ' || key AS what, counted AS n FROM tally WHERE letter_id = ?1`

const COUNTED_ROWS = `
  SELECT role, coalesce(country, 'not-given') AS country, assurance, edition, public,
         count(*) AS n
  FROM signature WHERE letter_id = ?1 AND state = 'counted' GROUP BY 1, 2, 3, 4, 5`

const BOUNDS = `
  SELECT 'withdrawn' AS what, withdrawn AS n FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'removed', removed FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'refused', refused FROM head WHERE letter_id = ?1`

// Who withdrew while held is in no entry, so that no total of the ledger bounds how many they are.
const STATES = `
  SELECT iif(state = 'withdrawn' AND entry IS NULL, 'held before', state) AS state, count(*) AS n,
         count(salt) FILTER (WHERE entry < anonymised OR
           (anonymised > 0 AND entry IS NULL AND state IN ('refused', 'withdrawn'))) AS identified
  FROM signature LEFT JOIN head ON head.letter_id = signature.letter_id
  WHERE signature.letter_id = ?1 GROUP BY 1`

// The second byte of an entry is its type; its hour stands behind the letter's sixteen bytes, and
// what it carries behind that.
const ENTRIES = `
  SELECT hex(substr(bytes, 2, 1)) AS type, hex(substr(bytes, 19, 4)) AS hour, count(*) AS n,
         hex(max(substr(bytes, 23, 8))) AS last
  FROM ledger_entry WHERE letter_id = ?1 GROUP BY type, hour`
