import { raiseAlarm } from '../alarm'

type Count = { what: string; n: number }

type EntryCount = { type: string; hour: string; n: number }

/**
 * Counts every letter anew, from its signatures and from its ledger, and compares with what is
 * published. A difference raises an alarm and is left as it is. Returns what differed.
 */
export async function recount(db: D1Database, stewards: string[], now: Date): Promise<string[]> {
  const { results } = await db.prepare('SELECT letter_id AS id FROM head').all<{ id: number }>()
  const found: string[] = []
  for (const { id } of results) {
    const differences = await recountLetter(db, id)
    found.push(...differences)
    if (differences.length === 0) continue
    const detail = differences.slice(0, 10).join('; ')
    await raiseAlarm(db, stewards, { kind: 'recount', letterId: id, detail }, now)
  }
  return found
}

/** What differs between a letter's published numbers and a count of its rows and entries. */
export async function recountLetter(db: D1Database, letterId: number): Promise<string[]> {
  const asked = [PUBLISHED, ROWS, ENTRIES].map((sql) => db.prepare(sql).bind(letterId))
  const [published, rows, entries] = await db.batch<unknown>(asked)

  const says = new Map((published?.results as Count[]).map(({ what, n }) => [what, n]))
  const is = new Map((rows?.results as Count[]).map(({ what, n }) => [what, n]))
  countEntries(entries?.results as EntryCount[], is)

  return [...new Set([...says.keys(), ...is.keys()])].flatMap((what) => {
    const [said, counted] = [says.get(what) ?? 0, is.get(what) ?? 0]
    return said === counted ? [] : [`${what} says ${said}, is ${counted}`]
  })
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

const PUBLISHED = `
  SELECT 'entries' AS what, size AS n FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'ledger confirmed', confirmed FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'ledger withdrawn', withdrawn FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'hour ' || hour || ' confirmed', confirmed FROM tally_hour WHERE letter_id = ?1
  UNION ALL SELECT 'hour ' || hour || ' withdrawn', withdrawn FROM tally_hour WHERE letter_id = ?1
  UNION ALL SELECT 'counted', confirmed - withdrawn - removed FROM head WHERE letter_id = ?1
  UNION ALL SELECT 'waiting ' || state, n FROM waiting WHERE letter_id = ?1
  UNION ALL SELECT dimension || ' ' || key, counted FROM tally WHERE letter_id = ?1`

const ROWS = `
  WITH counted AS (
    SELECT role, coalesce(country, 'not-given') AS country, assurance, edition, public
    FROM signature WHERE letter_id = ?1 AND state = 'counted'
  )
  SELECT 'counted' AS what, count(*) AS n FROM counted
  UNION ALL SELECT 'waiting ' || state, count(*) FROM signature
    WHERE letter_id = ?1 AND state IN ('pending', 'held') GROUP BY state
  UNION ALL SELECT 'total ', count(*) FROM counted
  UNION ALL SELECT 'role ' || role, count(*) FROM counted GROUP BY role
  UNION ALL SELECT 'country ' || country, count(*) FROM counted GROUP BY country
  UNION ALL SELECT 'country-hidden ' || country, count(*) FROM counted WHERE NOT public
    GROUP BY country
  UNION ALL SELECT 'assurance ' || assurance, count(*) FROM counted GROUP BY assurance
  UNION ALL SELECT 'edition ' || edition, count(*) FROM counted GROUP BY edition
  UNION ALL SELECT 'shown ' || iif(public, 'shown', 'hidden'), count(*) FROM counted
    GROUP BY public`

// The second byte of an entry is its type; its hour stands behind the letter's sixteen bytes.
const ENTRIES = `
  SELECT hex(substr(bytes, 2, 1)) AS type, hex(substr(bytes, 19, 4)) AS hour, count(*) AS n
  FROM ledger_entry WHERE letter_id = ?1 GROUP BY type, hour`
