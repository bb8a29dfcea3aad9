import { question, type Question } from '../ask'
import { schoolName } from '../register/school'

/** Of whom a doubt is, as far as a checker may see them now. */
export type DoubtSigner = {
  number: number
  role: string
  roleOther: string | null
  assurance: string
  confirmedAt: number
  /** Null: not shown, and not opened. */
  name: string | null
  /** The open case that lets a checker see a hidden one. */
  opened: number | null
  /** Has a checker taken the name off display, or nobody looked at it yet. */
  isOff: boolean
}

/** A name that stands twice at a school, or one head more than the register names there. */
export type Doubt = {
  id: number
  kind: 'same-name' | 'more-heads'
  foundAt: number
  /** The schools; none while they would tell where a hidden signer is. */
  schools: string[]
  /** The later one first. A shown one is left out while it would tell who a hidden one is. */
  signers: DoubtSigner[]
  isOneLeftOut: boolean
  /** Are both mailboxes at one domain; null: nobody knows any more, or there is one signer. */
  sameDomain: boolean | null
  lookedAt: number | null
  lookedBy: string | null
  note: string | null
}

type Signer = Omit<DoubtSigner, 'name' | 'isOff'> & { name: string; shown: 0 | 1; off: 0 | 1 }
type Row = Pick<Doubt, 'id' | 'kind' | 'foundAt' | 'lookedAt' | 'lookedBy' | 'note'> & {
  schoolName: string | null
  town: string | null
  later: string
  earlier: string | null
  sameDomain: 0 | 1 | null
}

// A doubt stands while its signatures count and still name that school.
const DOUBTS = `
  SELECT school_doubt.id, kind, found_at AS foundAt, looked_at AS lookedAt, note,
         coalesce(account.name, account.address) AS lookedBy,
         school.name AS schoolName, school.town,
         later.domain_key = earlier.domain_key AS sameDomain,
         json_object('number', later.number, 'role', later.role, 'roleOther', later.role_other,
           'assurance', later.assurance, 'confirmedAt', later.confirmed_at, 'name', later.name,
           'off', later.off_display IS NOT NULL,
           'shown', iif(later.public = 1 OR later.off_display->>'wanted' = 1, 1, 0),
           'opened', (SELECT max(id) FROM opened_signer WHERE signature_id = later.id
                      AND closed_at IS NULL AND ends_at > ?5)) AS later,
         iif(other = 0, NULL, json_object('number', earlier.number, 'role', earlier.role,
           'roleOther', earlier.role_other, 'assurance', earlier.assurance,
           'confirmedAt', earlier.confirmed_at, 'name', earlier.name,
           'off', earlier.off_display IS NOT NULL,
           'shown', iif(earlier.public = 1 OR earlier.off_display->>'wanted' = 1, 1, 0),
           'opened', (SELECT max(id) FROM opened_signer WHERE signature_id = earlier.id
                      AND closed_at IS NULL AND ends_at > ?5))) AS earlier
  FROM school_doubt
  CROSS JOIN signature AS later ON later.id = coalesce(
      (SELECT id FROM signature WHERE letter_id = ?1 AND number = school_doubt.number
         AND state = 'counted' AND public = 1),
      (SELECT id FROM signature WHERE letter_id = ?1 AND number = school_doubt.number
         AND state = 'counted' AND public = 0))
  LEFT JOIN signature AS earlier ON earlier.id = coalesce(
      (SELECT id FROM signature WHERE letter_id = ?1 AND number = other
         AND state = 'counted' AND public = 1),
      (SELECT id FROM signature WHERE letter_id = ?1 AND number = other
         AND state = 'counted' AND public = 0))
  LEFT JOIN school ON school.urn = school_doubt.urn
  LEFT JOIN account ON account.id = looked_by
  WHERE school_doubt.letter_id = ?1 AND (looked_at IS NULL) = ?2 AND school_doubt.id < ?3
    AND instr(' ' || later.urns || ' ', ' ' || school_doubt.urn || ' ') > 0
    AND iif(kind = 'same-name', instr(' ' || earlier.urns || ' ', ' ' || school_doubt.urn || ' ') > 0,
            later.assured_because = 'enough-named')
  ORDER BY school_doubt.id DESC LIMIT ?4`

/** Which doubts: those nobody looked at, or the others; newest first, before the one of this id. */
export type DoubtsAsked = { open: boolean; before: number }

/** The doubts about the schools of a letter's signers, and where the next page begins, if any. */
export function doubtsOf(
  db: D1Database,
  letterId: number,
  { open, before }: DoubtsAsked,
  limit: number,
  now: Date
): Question<{ doubts: Doubt[]; next: number | null }> {
  const params = [letterId, open ? 1 : 0, before, limit + 1, now.getTime()]
  return question<Row, { doubts: Doubt[]; next: number | null }>(
    db.prepare(DOUBTS).bind(...params),
    (rows) => ({
      doubts: [...Map.groupBy(rows.slice(0, limit), pairOf).values()].flatMap(asDoubt),
      next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
    })
  )
}

/** Two people who lead several schools together are one doubt. */
function pairOf({ kind, later, earlier }: Row): string {
  return JSON.stringify([kind, later, earlier])
}

function asDoubt(rows: Row[]): Doubt[] {
  const [first] = rows
  if (!first) return []
  const { id, kind, foundAt, lookedAt, lookedBy, note } = first
  const all = [first.later, first.earlier].flatMap((one) => {
    return one === null ? [] : [JSON.parse(one) as Signer]
  })
  const isSeen = ({ shown, opened }: Signer) => shown === 1 || opened !== null
  const hidden = all.filter((one) => !isSeen(one))
  const signers = hidden.length > 0 ? all.filter(({ shown }) => shown === 0) : all
  const schools = hidden.length > 0 ? [] : rows.flatMap(labelOf)
  return [
    {
      id,
      kind,
      foundAt,
      schools,
      signers: signers.map((one) => asSeen(one, isSeen(one))),
      isOneLeftOut: signers.length < all.length,
      sameDomain: first.sameDomain === null ? null : first.sameDomain === 1,
      lookedAt,
      lookedBy,
      note,
    },
  ]
}

function labelOf({ schoolName: name, town }: Row): string[] {
  return name === null ? [] : [schoolName({ name, town })]
}

function asSeen(signer: Signer, isSeen: boolean): DoubtSigner {
  const { shown, off, name, roleOther, opened, ...one } = signer
  const said = isSeen ? { name, roleOther } : { name: null, roleOther: null }
  return { ...one, ...said, opened: shown === 1 ? null : opened, isOff: off === 1 }
}
