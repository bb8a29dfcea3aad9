import type { CommentState } from './comment'

/** A comment as a checker saw it: whose, which version of it, and how it stood. */
export type SeenComment = { number: number; writtenAt: number; state: CommentState }

export type CommentDecision = {
  letterId: number
  accountId: number
  seen: SeenComment[]
  to: 'shown' | 'refused'
  /** Why it is not shown: the kind of reason for the team, the sentence for the signer. */
  reason: string | null
  because: string | null
}

/**
 * Lets comments be shown, or not, as they were seen. Returns the numbers of those that nothing was
 * decided about: their signers, or others of the team, were quicker.
 */
export async function decideComments(
  db: D1Database,
  { letterId, accountId, seen, to, reason, because }: CommentDecision,
  now: Date
): Promise<number[]> {
  const meant = [letterId, JSON.stringify(seen), to] as const
  // Found again only as it was seen; what was decided meanwhile to the same end is left alone.
  const results = await db.batch<{ number: number }>([
    db
      .prepare(
        `INSERT INTO audit (letter_id, account_id, act, detail, at)
         SELECT ?1, ?4, ?5, json_object('number', signature.number, 'reason', ?6), ?7
         FROM json_each(?2) AS seen
         JOIN signature ON signature.letter_id = ?1 AND signature.number = seen.value->>'number'
         JOIN comment ON comment.signature_id = signature.id
         WHERE signature.state = 'counted' AND public = 1 AND comment.state <> ?3
           AND comment.state = seen.value->>'state' AND written_at = seen.value->>'writtenAt'`
      )
      .bind(...meant, accountId, `comment-${to}`, reason, now.getTime()),
    db
      .prepare(
        `UPDATE comment SET state = ?3, decided_at = ?4, decided_by = ?5, because = ?6
         FROM json_each(?2) AS seen
         JOIN signature ON signature.letter_id = ?1 AND signature.number = seen.value->>'number'
         WHERE signature_id = signature.id AND signature.state = 'counted' AND public = 1
           AND comment.state <> ?3
           AND comment.state = seen.value->>'state' AND written_at = seen.value->>'writtenAt'`
      )
      .bind(...meant, now.getTime(), accountId, because),
    db
      .prepare(
        `SELECT signature.number FROM json_each(?2) AS seen
         JOIN signature ON signature.letter_id = ?1 AND signature.number = seen.value->>'number'
         JOIN comment ON comment.signature_id = signature.id
         WHERE signature.state = 'counted' AND public = 1 AND comment.state = ?3
           AND written_at = seen.value->>'writtenAt'`
      )
      .bind(...meant),
  ])
  const done = new Set(results[2]?.results.map(({ number }) => number))
  return seen.flatMap(({ number }) => (done.has(number) ? [] : [number]))
}
