import { addressKey } from '../mailbox'
import type { AskedMail } from './caps'
import { countSkipped } from './count-mailing'
import { choose, isAskedFor, nextMail } from './choose'
import type { FrozenMail } from './chosen'
import { readSituations } from './read-situations'
import type { ClaimedRow } from './situation'

type Waiting = ClaimedRow & Pick<FrozenMail, 'address' | 'resent'>

/**
 * Chooses the mail of each claimed row and writes it down with its place, so that whoever sends the
 * batch, and however often, sends the same. Rows that become no mail are skipped and forget whose
 * they were.
 */
export async function freeze(
  db: D1Database,
  master: Uint8Array,
  batch: string,
  rows: Waiting[],
  now: Date
): Promise<FrozenMail[]> {
  const mails = await chooseAll(db, master, rows, now)

  const json = JSON.stringify(mails.map(frozenRow))
  const [, kept] = await db.batch<{ id: string }>([
    // Whoever took the batch over may have chosen already: the first choice stands. An address
    // erased since the claim has lost its key here; its row is skipped below.
    db
      .prepare(
        `INSERT INTO mail_details (outbox_id, details)
         SELECT outbox.id, value->>'details' FROM json_each(?2)
         JOIN outbox ON outbox.id = value->>'id' AND batch = ?1 AND state = 'claimed'
           AND mail IS NULL AND to_key IS value->>'toKey'
         WHERE true ON CONFLICT (outbox_id) DO UPDATE SET details = excluded.details`
      )
      .bind(batch, json),
    db
      .prepare(
        `UPDATE outbox SET mail = value->>'mail', signature_id = value->>'signatureId', place = value->>'place',
                           tried_at = ?3
         FROM json_each(?2)
         WHERE outbox.id = value->>'id' AND batch = ?1 AND state = 'claimed'
           AND mail IS NULL AND to_key IS value->>'toKey'
         RETURNING outbox.id`
      )
      .bind(batch, json, now.getTime()),
    countSkipped(db, batch),
    db
      .prepare(
        `UPDATE outbox SET state = 'skipped', address = NULL, to_key = NULL, signature_id = NULL,
                           follow_id = NULL, details = NULL, batch = NULL, lease_until = NULL
         WHERE batch = ? AND state = 'claimed' AND mail IS NULL`
      )
      .bind(batch),
  ])

  const ids = new Set(kept?.results.map(({ id }) => id))
  return mails
    .filter(({ id }) => ids.has(id))
    .map(({ id, address, resent, chosen }) => ({ id, address, resent, chosen }))
}

type ChosenRow = FrozenMail & { signatureId: string | null; toKey: string | null }

async function chooseAll(
  db: D1Database,
  master: Uint8Array,
  rows: Waiting[],
  now: Date
): Promise<ChosenRow[]> {
  const keys = await Promise.all(rows.map(({ address }) => addressKey(master, address)))
  const mailboxes = new Map(rows.map(({ id }, i) => [id, keys[i] ?? '']))
  const situationOf = await readSituations(db, rows, mailboxes, now)
  const beside = new Map<string | null, AskedMail[]>()

  return rows.flatMap((row) => {
    const { id, asked, letterId, address, resent, toKey } = row
    const known = situationOf(row)
    // The caps of an address count what goes out to it in this batch, too.
    const others = beside.get(toKey) ?? []
    const choice = choose(row, { ...known, before: [...known.before, ...others] }, now)
    if ('skip' in choice) return []

    const { chosen, signatureId } = choice
    if (isAskedFor(asked)) beside.set(toKey, [...others, nextMail(letterId, chosen, now)])
    return [{ id, address, resent, toKey, chosen, signatureId }]
  })
}

function frozenRow({ id, chosen, signatureId, toKey }: ChosenRow, place: number) {
  return { id, mail: chosen.mail, details: chosen, signatureId, toKey, place }
}
