import { auditIfChanged } from '../desk/audit'
import type { Snapshot } from './snapshot'
import type { Weighed } from './weigh'

/** Records that a pack was made, for everyone to compare a file with. */
export async function recordPack(
  db: D1Database,
  { letter, totals, named }: Pick<Snapshot, 'letter' | 'totals' | 'named'>,
  { bytes, sha256 }: Weighed,
  by: number,
  now: Date
) {
  const detail = { counted: totals.counted, names: named, sha256 }
  await db.batch([
    db
      .prepare(
        `INSERT INTO pack (letter_id, number, edition, ledger_size, counted, names, bytes, sha256,
                           made_at, made_by)
         SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
         FROM pack WHERE letter_id = ?1`
      )
      .bind(
        letter.id,
        letter.edition,
        totals.ledgerSize,
        totals.counted,
        named,
        bytes,
        sha256,
        now.getTime(),
        by
      ),
    auditIfChanged(db, { letterId: letter.id, accountId: by, act: 'make-pack', detail }, now),
  ])
}
