import { question, type Question } from '../ask'
import { WHOLE_SIGNATURE } from '../signatures/columns'
import type { SignatureRow } from './row'

/**
 * Which signatures a group of acts is about: by their ids; by `whole` ids, all of their addresses;
 * those behind entries `before` a position, to be anonymised; and what stands for the mailboxes of
 * these `keys`. Beside them, schools and names that
 * acts give.
 */
export type Wanted = {
  ids: string[]
  whole: string[]
  before: number
  keys: string[]
  urns: number[]
  names: string[]
  /** Are the names that the rows have compared with lists as well. */
  theirNames: boolean
}

/**
 * Rows; the positions of those of their entries that the ledger has as a CONFIRM; and the ids of those
 * whose address had another on the letter that a case took out or refused.
 */
export type KnownRows = { rows: SignatureRow[]; confirms: Set<number>; outBefore: Set<string> }

type FoundRow = SignatureRow & { confirm: number | null; wasOut: 0 | 1 }

/** Of those to be anonymised so many are read at a time. */
export const MOST_IDENTIFIED = 500

/**
 * The signatures acted on and those that share an address with one of them and stand. Of `whole`
 * ids every row of the address is read but the pending.
 */
export function rowsOf(
  db: D1Database,
  letterId: number,
  { ids, whole, before, keys }: Wanted
): Question<KnownRows> {
  // What is anonymised sorts behind the tilde: it is not looked at again for the next ones.
  return question<FoundRow, KnownRows>(
    db
      .prepare(
        `WITH asked AS MATERIALIZED (
           SELECT own.value AS key FROM json_each(?2) AS given
           JOIN signature AS mine ON mine.id = given.value
           JOIN json_each(json_array(mine.email_key, mine.mailbox_key)) AS own
           WHERE own.value IS NOT NULL
           UNION ALL SELECT value FROM json_each(?7))
         SELECT id, ${WHOLE_SIGNATURE}, assured_by AS assuredBy, risk,
                (SELECT position FROM ledger_entry AS own
                 WHERE own.letter_id = ?1 AND own.position = signature.entry
                   AND substr(own.bytes, 2, 1) = x'02') AS confirm,
                EXISTS (SELECT 1 FROM signature AS earlier INDEXED BY signature_by_address
                        WHERE earlier.email_key = signature.email_key AND earlier.letter_id = ?1
                          AND earlier.state IN ('removed', 'refused')
                          AND earlier.id <> signature.id) AS wasOut
         FROM signature
         WHERE letter_id = ?1 AND id IN (
           SELECT value FROM json_each(?2)
           UNION
           SELECT id FROM (
             SELECT other.id FROM asked JOIN signature AS other INDEXED BY one_live_per_address
               ON other.email_key = asked.key AND other.letter_id = ?1
               AND other.state IN ('held', 'counted')
             UNION ALL
             SELECT other.id FROM asked JOIN signature AS other INDEXED BY one_raised_per_mailbox
               ON other.letter_id = ?1 AND other.mailbox_key = asked.key
               AND other.mailbox_key IS NOT NULL)
           UNION
           SELECT other.id FROM json_each(?3) AS given
           JOIN signature AS mine ON mine.id = given.value
           JOIN signature AS other ON other.email_key = mine.email_key AND other.letter_id = ?1
             AND other.state <> 'pending'
           UNION
           SELECT id FROM (
             SELECT id FROM signature
             WHERE ?4 > 0 AND id > ?5 AND id < ?5 || '~' AND salt IS NOT NULL
               AND (entry < ?4 OR (entry IS NULL AND state IN ('refused', 'withdrawn')))
             LIMIT ?6)
         )`
      )
      .bind(
        letterId,
        JSON.stringify(ids),
        JSON.stringify(whole),
        before,
        `${letterId}.`,
        MOST_IDENTIFIED + 1,
        JSON.stringify(keys)
      ),
    (found) => ({
      rows: found,
      confirms: new Set(found.flatMap(({ confirm }) => confirm ?? [])),
      outBefore: new Set(found.flatMap(({ id, wasOut }) => (wasOut ? id : []))),
    })
  )
}
