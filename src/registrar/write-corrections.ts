import type { Decision } from './decision'
import type { Group } from './group'
import { countedOf } from './row'

/**
 * Publishes what cases did, each with the totals just before and after the batch. Refusals that
 * fall on one ledger size, of one case and reason, add up.
 */
export function writeCorrections(db: D1Database, group: Group, now: Date): D1PreparedStatement[] {
  const alike = Map.groupBy(group.decisions, ({ kind, reason, caseId }) =>
    JSON.stringify([kind, reason, caseId])
  )
  const rows = [...alike.values()].flatMap((decisions) => correctionOf(group, decisions))
  return rows.length > 0 ? [insert(db, group.letter.id, rows, now)] : []
}

function correctionOf(group: Group, decisions: Decision[]) {
  const [first] = decisions
  if (!first) return []
  const { before, head } = group.draft
  const changesTotal = first.kind === 'removal' || first.kind === 'reinstatement'
  const after = changesTotal ? head : before
  return [
    {
      ...first,
      number: decisions.length,
      countedBefore: countedOf(before),
      countedAfter: countedOf(after),
      from: before.size,
      to: after.size,
    },
  ]
}

function insert(db: D1Database, letterId: number, rows: unknown[], now: Date): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO correction (letter_id, ledger_to, case_id, kind, reason, sentence, number,
                               counted_before, counted_after, ledger_from, at)
       SELECT ?1, value->>'to', value->>'caseId', value->>'kind', value->>'reason',
              value->>'sentence', value->>'number', value->>'countedBefore',
              value->>'countedAfter', value->>'from', ?3
       FROM json_each(?2) WHERE true
       ON CONFLICT DO UPDATE SET number = number + excluded.number, at = excluded.at`
    )
    .bind(letterId, JSON.stringify(rows), now.getTime())
}
