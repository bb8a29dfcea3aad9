import { question, type Question } from '../ask'
import { refParams, type LetterRef, type LetterState } from '../letters/letter'
import { hasOpened } from '../letters/state'

/** A ledger that everyone may read, and how many entries it has. */
export type PublicLedger = {
  letterId: number
  uuid: string
  origin: string
  slug: string
  size: number
}

/** Whose ledger is meant: a letter's, or the one whose address holds this UUID. */
export type LedgerRef = LetterRef | { uuid: string }

type LedgerRow = PublicLedger & { state: LetterState }

/** A reference as the parameters of `coalesce(?1, (… slug = ?2), (… uuid = ?3))`. */
export function ledgerParams(
  ref: LedgerRef
): [id: number | null, slug: string | null, uuid: string | null] {
  return 'uuid' in ref ? [null, null, ref.uuid] : [...refParams(ref), null]
}

/** The ledger of an address; null if there is none, or if its letter has no public page. */
export function ledgerOf(db: D1Database, uuid: string): Question<PublicLedger | null> {
  return question<LedgerRow, PublicLedger | null>(
    db
      .prepare(
        `SELECT letter.id AS letterId, uuid, origin, slug, state, head.size
         FROM letter JOIN head ON head.letter_id = letter.id WHERE uuid = ?`
      )
      .bind(uuid),
    ([row]) => (row && hasOpened(row) ? asLedger(row) : null)
  )
}

/** Every ledger that may be read, the oldest first. */
export function publicLedgers(db: D1Database): Question<PublicLedger[]> {
  return question<LedgerRow, PublicLedger[]>(
    db.prepare(
      `SELECT letter.id AS letterId, uuid, origin, slug, state, head.size
       FROM letter JOIN head ON head.letter_id = letter.id ORDER BY letter.id`
    ),
    (rows) => rows.filter(hasOpened).map(asLedger)
  )
}

function asLedger({ letterId, uuid, origin, slug, size }: LedgerRow): PublicLedger {
  return { letterId, uuid, origin, slug, size }
}
