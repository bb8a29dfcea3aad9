import { question, type Question } from '../ask'
import { auditIfChanged } from '../desk/audit'
import { MANAGE_LINK_MS } from '../link'
import { queueMailsIfChanged } from '../mail/outbox'
import type { Registrar } from '../registrar/registrar'
import { unseal } from '../seal'
import { undo, type CaseRow, type Dealt } from './carry-out'
import type { SignatureCase } from './case'
import type { CaseBy } from './change'
import { noteOutcomes } from './note'
import { AS_SHOWN, type Sampled } from './sample'

/** An objection as those who decide read it, with the signature that it is about. */
export type Objection = Sampled & { id: string; words: string; createdAt: number }

type Settled = { upheld: boolean; answer: string }

const MOST_OPEN = 50

/** What signers say against a case and nobody has answered yet, oldest first. */
export function openObjections(db: D1Database, caseId: string): Question<Objection[]> {
  return question<Objection, Objection[]>(
    db
      .prepare(
        `SELECT objection.id, words, objection.created_at AS createdAt, place,
                ${AS_SHOWN}, number, signature.state, outcome
         FROM objection
         JOIN case_signature ON case_signature.signature_id = objection.signature_id
                            AND case_signature.case_id = objection.case_id
         JOIN signature ON signature.id = objection.signature_id
         WHERE objection.case_id = ?1 AND settled_at IS NULL
         ORDER BY objection.created_at LIMIT ?2`
      )
      .bind(caseId, MOST_OPEN),
    (rows) => rows
  )
}

/**
 * Answers an objection. Upheld, what the case did to that one signature is undone first, and only
 * then is the answer kept. `unsure`: nobody can tell whether it was; `gone`: somebody was there before.
 */
export async function settleObjection(
  db: D1Database,
  { registrars, master }: { registrars: DurableObjectNamespace<Registrar>; master: Uint8Array },
  one: SignatureCase,
  id: string,
  { upheld, answer }: Settled,
  by: CaseBy,
  now: Date
): Promise<'settled' | 'kept-out' | 'unsure' | 'gone'> {
  const row = await rowOf(db, one.id, id)
  if (!row?.id) return 'gone'
  const at = now.getTime()
  const [dealt]: (Dealt | undefined)[] = upheld
    ? await undo(
        registrars,
        { ...one, finishedAt: row.finishedAt, undoSentence: answer },
        [row],
        at
      )
    : []
  if (dealt?.to === null) return 'unsure'

  const done = { letterId: one.letterId, ...by, detail: { case: one.id } }
  const act = upheld ? 'uphold-objection' : 'reject-objection'
  const address = row.kept && (await unseal(master, 'kept-address', row.kept))
  const [settled] = await db.batch([
    db
      .prepare(
        `UPDATE objection SET settled_at = ?2, settled_by = ?3, upheld = ?4, answer = ?5, words = ''
         WHERE id = ?1 AND settled_at IS NULL`
      )
      .bind(id, at, by.accountId, upheld ? 1 : 0, answer),
    auditIfChanged(db, { ...done, act }, now),
    ...(address && !upheld
      ? [
          queueMailsIfChanged(
            db,
            [
              {
                id: crypto.randomUUID(),
                asked: 'notice',
                letterId: one.letterId,
                signatureId: row.id,
                toKey: row.emailKey,
                address,
                details: {
                  notice: 'objection-answered',
                  signatureId: row.id,
                  title: row.title,
                  answer,
                  worksUntil: at + MANAGE_LINK_MS,
                },
              },
            ],
            now
          ),
        ]
      : []),
    ...noteOutcomes(db, one.id, dealt ? [dealt] : []),
  ])
  if (settled?.meta.changes !== 1) return 'gone'
  return dealt?.to === 'kept-out' ? 'kept-out' : 'settled'
}

type Found = CaseRow & {
  finishedAt: number | null
  kept: string | null
  emailKey: string | null
  title: string
}

function rowOf(db: D1Database, caseId: string, objectionId: string): Promise<Found | null> {
  return db
    .prepare(
      `SELECT place, signature.id, signature.state, outcome, finished_at AS finishedAt,
              kept_address AS kept, email_key AS emailKey, title
       FROM objection
       JOIN case_signature ON case_signature.signature_id = objection.signature_id
                          AND case_signature.case_id = objection.case_id
       JOIN signature ON signature.id = objection.signature_id
       JOIN letter ON letter.id = objection.letter_id
       WHERE objection.id = ?2 AND objection.case_id = ?1 AND settled_at IS NULL
         AND outcome IN ('removed', 'refused')`
    )
    .bind(caseId, objectionId)
    .first<Found>()
}
