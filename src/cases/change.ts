import { auditIfChanged, type Audited } from '../desk/audit'
import { queueMailsIfChanged, type PromisedMail } from '../mail/outbox'
import { isUndo, type SignatureCase } from './case'
import { forgetNamesOf } from './forget-names'
import { noteWhatWasDone } from './note'

type Changed = Partial<
  Pick<
    SignatureCase,
    | 'state'
    | 'reason'
    | 'sentence'
    | 'undoSentence'
    | 'askedBy'
    | 'decidedBy'
    | 'decidedAt'
    | 'endedAt'
    | 'note'
  >
> & {
  /** Does it begin with its first signature again. */
  fromTheStart?: boolean
}

/** Whoever decides alone may have decided about so many signatures alone, since then. */
export type Alone = { since: number; most: number }

/** Who does something to a case. */
export type CaseBy = { accountId: number; asSteward: boolean }

/**
 * Changes a case that still is as it was read, notes who did it and promises mail about it: all or
 * nothing. False: somebody, or the site itself, was there before.
 */
export async function changeCase(
  db: D1Database,
  was: SignatureCase,
  to: Changed,
  done: Pick<Audited, 'act' | 'detail'> & CaseBy,
  mails: PromisedMail[],
  now: Date,
  alone: Alone | null = null
): Promise<boolean> {
  const is = { ...was, ...to }
  const audit = auditIfChanged(db, { letterId: was.letterId, ...done }, now)
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE signature_case SET state = ?4, version = version + 1, reason = ?5, sentence = ?6,
                undo_sentence = ?7, asked_by = ?8, decided_by = ?9, decided_at = ?10,
                ended_at = ?11, note = ?12, run_to = iif(?13, 0, run_to)
         WHERE id = ?1 AND version = ?2 AND state = ?3
           AND (?14 IS NULL OR ?14 >=
             (SELECT coalesce(sum(listed), 0) FROM signature_case AS other
              WHERE other.letter_id = ?15 AND other.decided_by = ?16 AND other.asked_by = ?16
                AND other.decided_at > ?17 AND other.state <> 'dismissed'))`
      )
      .bind(
        was.id,
        was.version,
        was.state,
        is.state,
        is.reason,
        is.sentence,
        is.undoSentence,
        is.askedBy,
        is.decidedBy,
        is.decidedAt,
        is.endedAt,
        is.note,
        is.fromTheStart ? 1 : 0,
        alone?.most ?? null,
        was.letterId,
        done.accountId,
        alone?.since ?? null
      ),
    // Each looks whether the statement before it changed something.
    audit,
    ...(mails.length > 0 ? [queueMailsIfChanged(db, mails, now)] : []),
    // What an undoing leaves is none of this case's, if it is out: another may have taken it out.
    ...(is.state === 'cancelled' && !isUndo(was) ? noteWhatWasDone(db, was.id) : []),
    ...(is.endedAt === null ? [] : [forgetNamesOf(db, was.id)]),
  ])
  return changed?.meta.changes === 1
}
