import { question, type Question } from '../ask'

/** Something that was done, for the list that a team reads. The detail holds no signer's data. */
export type Audited = {
  /** Null: about the whole site. */
  letterId: number | null
  /** Who did it; null: the site itself. */
  accountId: number | null
  asSteward?: boolean
  act: string
  detail?: Record<string, string | number | null>
}

export type AuditLine = {
  id: number
  /** How the team sees whoever did it; null: the site itself. */
  who: string | null
  asSteward: boolean
  /** Whom it was done to, if the detail names an account as `who`. */
  whom: string | null
  act: string
  detail: Record<string, string | number | null>
  at: number
}

const PAGE = 100

/** The statement that writes it down, for the batch of what was done. */
export function auditRow(db: D1Database, done: Audited, now: Date): D1PreparedStatement {
  return auditRows(db, [done], now)
}

/** The same for several at once. */
export function auditRows(db: D1Database, done: Audited[], now: Date): D1PreparedStatement {
  return insert(db, done, now, 'always')
}

/** The same, unless the statement before it in the batch changed nothing. */
export function auditIfChanged(db: D1Database, done: Audited, now: Date): D1PreparedStatement {
  return insert(db, [done], now, 'if-changed')
}

/** What was done to a letter, or to the site, newest first, a page of them, before that line. */
export function auditOf(
  db: D1Database,
  letterId: number | null,
  before: number | null = null
): Question<AuditLine[]> {
  type Row = Omit<AuditLine, 'asSteward' | 'detail'> & { asSteward: number; detail: string | null }
  return question<Row, AuditLine[]>(
    db
      .prepare(
        `SELECT audit.id, coalesce(account.name, account.address) AS who,
                as_steward AS asSteward, act, detail, at,
                coalesce(meant.name, meant.address) AS whom
         FROM audit
         LEFT JOIN account ON account.id = audit.account_id
         LEFT JOIN account AS meant ON meant.id = detail->>'who'
         WHERE audit.letter_id IS ?1 AND audit.id < coalesce(?2, 9e15)
         ORDER BY audit.id DESC LIMIT ?3`
      )
      .bind(letterId, before, PAGE),
    (rows) =>
      rows.map((row) => ({
        ...row,
        asSteward: row.asSteward === 1,
        detail: JSON.parse(row.detail ?? '{}') as AuditLine['detail'],
      }))
  )
}

function insert(db: D1Database, done: Audited[], now: Date, when: 'always' | 'if-changed') {
  return db
    .prepare(
      `INSERT INTO audit (letter_id, account_id, as_steward, act, detail, at)
       SELECT value->>'letterId', value->>'accountId', coalesce(value->>'asSteward', 0),
              value->>'act', value->>'detail', ?2
       FROM json_each(?1) WHERE ?3 = 'always' OR changes() > 0`
    )
    .bind(JSON.stringify(done), now.getTime(), when)
}
