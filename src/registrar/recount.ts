import { clearAlarm, raiseAlarm } from '../alarm'

type Count = { what: string; n: number }

type RowCount = {
  role: string
  country: string
  assurance: string
  edition: number
  public: number
  n: number
}

type EntryCount = { type: string; hour: string; n: number }

/**
 * Counts every letter anew, from its signatures and from its ledger, and compares with what is
 * published. A difference raises an alarm and is left as it is; the first recount without one
 * clears it. Returns what differed.
 */
export async function recount(db: D1Database, stewards: string[], now: Date): Promise<string[]> {
  const { results } = await db.prepare('SELECT letter_id AS id FROM head').all<{ id: number }>()
  const found: string[] = []
  for (const { id } of results) {
    const differences = await recountLetter(db, id)
    found.push(...differences)
    if (differences.length === 0) {
      await clearAlarm(db, { kind: 'recount', letterId: id }, now)
      continue
    }
    const detail = differences.slice(0, 10).join('; ')
    await raiseAlarm(db, stewards, { kind: 'recount', letterId: id, detail }, now)
  }
  return found
}

/** What differs between a letter's published numbers and a count of its rows and entries. */
export async function recountLetter(db: D1Database, letterId: number): Promise<string[]> {
  const asked = [HEAD, HOURS, WAITING, TALLY, COUNTED_ROWS, WAITING_ROWS, ENTRIES]
  const [head, hours, waiting, tally, countedRows, waitingRows, entries] = (
    await db.batch<unknown>(asked.map((sql) => db.prepare(sql).bind(letterId)))
  ).map(({ results }) => results)

  const published = [head, hours, waiting, tally].flat() as Count[]
  const says = new Map(published.map(({ what, n }) => [what, n]))
  const is = new Map((waitingRows as Count[]).map(({ what, n }) => [what, n]))
  countRows(countedRows as RowCount[], is)
  countEntries(entries as EntryCount[], is)

  return [...new Set([...says.keys(), ...is.keys()])].flatMap((what) => {
    const [said, counted] = [says.get(what) ?? 0, is.get(what) ?? 0]
    return said === counted ? [] : [`${what} says ${said}, is ${counted}`]
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
  for (const { type, hour, n } of entries) {
    add('entries', n)
    const kind = ENTRY_KINDS[type]
    if (!kind) continue
    add(`ledger ${kind}`, n)
    add(`hour ${Number.parseInt(hour, 16)} ${kind}`, n)
  }
}

const ENTRY_KINDS: Record<string, string> = { '02': 'confirmed', '03': 'withdrawn' }

// D1 takes no more than five parts in a compound SELECT.
const HEAD = `
  SELECT 'entries' AS what, size AS n FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'ledger confirmed', confirmed FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'ledger withdrawn', withdrawn FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'counted', confirmed - withdrawn - removed FROM head WHERE letter_id = ?1`

const HOURS = `
  SELECT 'hour ' || hour || ' confirmed' AS what, confirmed AS n
  FROM tally_hour WHERE letter_id = ?1
  UNION ALL SELECT 'hour ' || hour || ' withdrawn', withdrawn FROM tally_hour WHERE letter_id = ?1`

const WAITING = `SELECT 'waiting ' || state AS what, n FROM waiting WHERE letter_id = ?1`

const TALLY = `
  SELECT dimension || ' ' || key AS what, counted AS n FROM tally WHERE letter_id = ?1`

const COUNTED_ROWS = `
  SELECT role, coalesce(country, 'not-given') AS country, assurance, edition, public,
         count(*) AS n
  FROM signature WHERE letter_id = ?1 AND state = 'counted' GROUP BY 1, 2, 3, 4, 5`

const WAITING_ROWS = `
  SELECT 'waiting ' || state AS what, count(*) AS n
  FROM signature WHERE letter_id = ?1 AND state IN ('pending', 'held') GROUP BY state`

// The second byte of an entry is its type; its hour stands behind the letter's sixteen bytes.
const ENTRIES = `
  SELECT hex(substr(bytes, 2, 1)) AS type, hex(substr(bytes, 19, 4)) AS hour, count(*) AS n
  FROM ledger_entry WHERE letter_id = ?1 GROUP BY type, hour`
