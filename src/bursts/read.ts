import { question, type Question } from '../ask'
import { YES_AT_ONCE_MS } from '../gate/risk'
import { HOUR_MS } from '../gate/rules'
import { IN_LIVING_CASE } from '../living-cases'
import { AT_LEAST, SHARE_IF_ALIKE, type Before, type Shared } from './patterns'

/** So many traces are looked at, the newest. */
const MOST = 20_000

/** A letter that is looked at. */
export type LetterAtHand = { id: number; title: string }

/** Letters to which enough signatures came in the last hour to be worth a look. */
export function lettersToLookAt(db: D1Database, now: Date): Question<LetterAtHand[]> {
  return question<LetterAtHand, LetterAtHand[]>(
    db
      .prepare(
        `SELECT id, title FROM letter
         WHERE state <> 'draft' AND finished_at IS NULL
           AND EXISTS (SELECT 1 FROM trace WHERE letter_id = letter.id AND at > ?1
                       LIMIT 1 OFFSET ?2)`
      )
      .bind(now.getTime() - HOUR_MS, AT_LEAST - 1),
    (rows) => rows
  )
}

/** How many came to a letter in the last hour, and what many of them share. */
export type LastHour = { ofAll: number; shared: Shared[] }

/**
 * Counts what signatures of the last hour share. Left out are those that a living case is about
 * already; and those who signed on the machine of this site itself, which only tests and trials do.
 */
export function lastHourOf(db: D1Database, letterId: number, now: Date): Question<LastHour> {
  type Row = Omit<Shared, 'isAlike'> & { isAlike: 0 | 1; ofAll: number }
  return question<Row, LastHour>(
    db
      .prepare(
        `WITH recent AS MATERIALIZED (
           SELECT network, wider, domain, latest.name, local, agent, referrer, known,
                  coalesce(confirmed_at - created_at < ?4, 0) AS quick,
                  instr(coalesce(risk, ''), '"in-case"') > 0
                    OR ${IN_LIVING_CASE} AS told
           FROM (SELECT * FROM trace WHERE letter_id = ?1 AND at > ?2 ORDER BY at DESC LIMIT ?3)
                AS latest
           CROSS JOIN signature ON signature.id = latest.signature_id
           WHERE network IS NOT NULL AND signature.state IN ('pending', 'counted', 'held')),
         fresh AS MATERIALIZED (SELECT * FROM recent WHERE NOT told),
         each AS (
           SELECT kinds.value AS pattern, known, agent, referrer,
                  CASE kinds.value WHEN 'network' THEN network WHEN 'wider' THEN wider
                    WHEN 'domain' THEN domain WHEN 'name' THEN name WHEN 'local' THEN local
                    ELSE iif(quick, 0, NULL) END AS key
           FROM fresh
           CROSS JOIN json_each('["network","wider","domain","name","local","latency"]') AS kinds),
         many AS (
           SELECT pattern, nullif(key, 0) AS key, count(*) AS n, sum(known) AS known,
                  iif(count(agent) = count(*) AND min(agent) = max(agent), min(agent), NULL)
                    AS agent,
                  iif(count(referrer) = count(*) AND min(referrer) = max(referrer),
                      min(referrer), NULL) AS referrer
           FROM each WHERE each.key IS NOT NULL
           GROUP BY pattern, each.key HAVING count(*) >= ?5
             AND count(*) > ?6 * (SELECT count(*) FROM recent))
         SELECT pattern, key, n, known,
                (agent IS NOT NULL
                   AND (SELECT count(*) FROM recent WHERE recent.agent = many.agent) < n * 1.2)
                OR (referrer IS NOT NULL
                   AND (SELECT count(*) FROM recent WHERE recent.referrer = many.referrer)
                       < n * 1.2) AS isAlike,
                (SELECT count(*) FROM recent) AS ofAll
         FROM many`
      )
      .bind(letterId, now.getTime() - HOUR_MS, MOST, YES_AT_ONCE_MS, AT_LEAST, SHARE_IF_ALIKE),
    (rows) => ({
      ofAll: rows[0]?.ofAll ?? 0,
      shared: rows.map(({ pattern, key, n, known, isAlike }) => {
        return { pattern, key, n, known, isAlike: isAlike === 1 }
      }),
    })
  )
}

/** How many came in the day before the last hour, and how many of them share the same. */
export function beforeOf(
  db: D1Database,
  letterId: number,
  { pattern, key }: Pick<Shared, 'pattern' | 'key'>,
  now: Date
): Question<Before> {
  const at = now.getTime()
  return question<Before, Before>(
    db
      .prepare(
        `SELECT count(*) AS "all",
                count(*) FILTER (WHERE CASE ?5 WHEN 'network' THEN network = ?6
                  WHEN 'wider' THEN wider = ?6 WHEN 'domain' THEN domain = ?6
                  WHEN 'name' THEN earlier.name = ?6 WHEN 'local' THEN local = ?6
                  ELSE confirmed_at - created_at < ?7 END) AS n
         FROM (SELECT * FROM trace WHERE letter_id = ?1 AND at > ?2 AND at <= ?3
               ORDER BY at DESC LIMIT ?4) AS earlier
         CROSS JOIN signature ON signature.id = earlier.signature_id
         WHERE network IS NOT NULL`
      )
      .bind(letterId, at - 24 * HOUR_MS, at - HOUR_MS, MOST, pattern, key, YES_AT_ONCE_MS),
    ([before = { all: 0, n: 0 }]) => before
  )
}
