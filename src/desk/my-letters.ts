import { question, type Question } from '../ask'
import type { Letter, LetterState } from '../letters/letter'
import { LIVING_STATES } from '../living-cases'
import type { TeamRole } from './rights'

/** A letter in the list of somebody who works on it: what it is, and its numbers of this moment. */
export type MyLetter = Pick<
  Letter,
  | 'id'
  | 'title'
  | 'addressedTo'
  | 'closesAt'
  | 'closedAt'
  | 'finishedAt'
  | 'handedInAt'
  | 'opensAt'
  | 'archivedAt'
> & {
  slug: string
  state: LetterState
  stopped: Letter['stopped']
  role: TeamRole
  /** Null before anybody could sign. */
  counted: number | null
  /** What it rose or fell by since an hour. */
  change: number
  /** What waits for somebody of its team. */
  remarks: number
  complaints: number
  reports: number
  looks: number
  notable: number
  doubts: number
  cases: number
  objections: number
  /** Signatures that are being checked. */
  held: number
  comments: number
  corrections: number
  hostsAsked: number
  /** A draft that has all its parts: 1, or 0. Its launch page looks more closely. */
  whole: number
}

const MOST = 200
/** Past this many it is enough to say that there are many. */
const MOST_WAITING = 100

/**
 * The letters that an account works on, newest first, or one of them. `since` counts whole hours
 * since 1970. The rows read don't grow with the signatures.
 */
export function myLetters(
  db: D1Database,
  accountId: number,
  since: number,
  letterId: number | null = null
): Question<MyLetter[]> {
  return question<MyLetter, MyLetter[]>(
    db
      .prepare(
        `SELECT letter.id, letter.slug, letter.state, letter.stopped, member.role,
                coalesce(nullif(letter.title, ''), draft.title, '') AS title,
                coalesce(nullif(letter.addressed_to, ''), draft.addressed_to, '') AS addressedTo,
                closes_at AS closesAt, closed_at AS closedAt, finished_at AS finishedAt,
                handed_in_at AS handedInAt,
                opens_at AS opensAt, archived_at AS archivedAt,
                head.confirmed - head.withdrawn - head.removed AS counted,
                coalesce((SELECT sum(confirmed + reinstated - withdrawn - removed) FROM tally_hour
                          WHERE tally_hour.letter_id = letter.id AND hour >= ?2), 0) AS change,
                (SELECT count(*) FROM (SELECT 1 FROM remark WHERE remark.letter_id = letter.id
                   AND settled_at IS NULL LIMIT ?4)) AS remarks,
                (SELECT count(*) FROM (SELECT 1 FROM data_complaint
                   WHERE data_complaint.letter_id = letter.id AND answered_at IS NULL
                   LIMIT ?4)) AS complaints,
                (SELECT count(*) FROM (SELECT 1 FROM report WHERE report.letter_id = letter.id
                   AND report.state = 'open' LIMIT ?4)) AS reports,
                (SELECT count(*) FROM (SELECT 1 FROM signature
                   WHERE signature.letter_id = letter.id
                     AND off_display->>'why' = 'look' AND off_display->>'wanted' = 1
                     AND signature.state = 'counted' LIMIT ?4)) AS looks,
                (SELECT count(*) FROM (SELECT 1 FROM signature
                   WHERE signature.letter_id = letter.id
                     AND off_display->>'why' = 'notable' AND off_display->>'wanted' = 1
                     AND signature.state = 'counted' LIMIT ?4)) AS notable,
                (SELECT count(*) FROM (SELECT 1
                   FROM signature_case INDEXED BY signature_case_living
                   WHERE signature_case.letter_id = letter.id AND signature_case.state IN ${LIVING_STATES}
                     AND signature_case.state IN ('suggested', 'asked') LIMIT ?4)) AS cases,
                (SELECT count(*) FROM (SELECT 1 FROM objection WHERE objection.letter_id = letter.id
                   AND settled_at IS NULL LIMIT ?4)) AS objections,
                coalesce((SELECT n FROM waiting WHERE waiting.letter_id = letter.id
                          AND waiting.state = 'held'), 0) AS held,
                (SELECT count(*) FROM (SELECT DISTINCT kind, school_doubt.number, other
                   FROM school_doubt
                   CROSS JOIN signature AS later ON later.id = coalesce(
                       (SELECT id FROM signature WHERE letter_id = letter.id AND number = school_doubt.number
                          AND signature.state = 'counted' AND public = 1),
                       (SELECT id FROM signature WHERE letter_id = letter.id AND number = school_doubt.number
                          AND signature.state = 'counted' AND public = 0))
                   LEFT JOIN signature AS earlier ON earlier.id = coalesce(
                       (SELECT id FROM signature WHERE letter_id = letter.id AND number = other
                          AND signature.state = 'counted' AND public = 1),
                       (SELECT id FROM signature WHERE letter_id = letter.id AND number = other
                          AND signature.state = 'counted' AND public = 0))
                   WHERE school_doubt.letter_id = letter.id AND (looked_at IS NULL) = 1
                     AND instr(' ' || later.urns || ' ', ' ' || school_doubt.urn || ' ') > 0
                     AND iif(kind = 'same-name',
                       instr(' ' || earlier.urns || ' ', ' ' || school_doubt.urn || ' ') > 0,
                       later.assured_because = 'enough-named')
                   LIMIT ?4)) AS doubts,
                (SELECT count(*) FROM (SELECT 1 FROM comment CROSS JOIN signature
                   ON signature.id = comment.signature_id
                   WHERE comment.letter_id = letter.id AND comment.state = 'waiting'
                     AND takes_comments = 1 AND signature.state = 'counted' AND public = 1
                   LIMIT ?4)) AS comments,
                (SELECT count(*) FROM (SELECT 1 FROM correction_request
                   WHERE correction_request.letter_id = letter.id
                     AND correction_request.state IN ('open', 'entered') AND settled_at IS NULL
                   LIMIT ?4)) AS corrections,
                (SELECT count(*) FROM letter_host WHERE letter_host.letter_id = letter.id
                   AND standing = 'asked') AS hostsAsked,
                coalesce(letter.state = 'draft' AND opens_at IS NULL AND draft.title <> ''
                  AND draft.addressed_to <> '' AND draft.markdown <> ''
                  AND controller_name <> '' AND controller_contact <> ''
                  AND controller_address <> '' AND letter.roles <> '[]'
                  AND EXISTS (SELECT 1 FROM letter_host WHERE letter_host.letter_id = letter.id
                              AND standing = 'own'), 0) AS whole
         FROM member
         JOIN letter ON letter.id = member.letter_id
         LEFT JOIN draft ON draft.letter_id = letter.id
         LEFT JOIN head ON head.letter_id = letter.id
         WHERE member.account_id = ?1 AND letter.stopped IS NOT 'deleted'
           AND (?5 IS NULL OR letter.id = ?5)
         ORDER BY letter.created_at DESC, letter.id DESC LIMIT ?3`
      )
      .bind(accountId, since, MOST, MOST_WAITING, letterId),
    (letters) => letters
  )
}
