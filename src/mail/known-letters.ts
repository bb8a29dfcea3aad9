import { question, type Question } from '../ask'
import type { Letter, LetterState } from '../letters/letter'
import { confirmableUntil, isOpen, isPublic } from '../letters/state'
import type { KnownLetter } from './situation'

type LetterRow = {
  id: number
  edition: number
  slug: string
  title: string
  addressedTo: string
  hosts: string
  name: string
  contact: string
  address: string
  state: LetterState
  closesAt: number | null
  closedAt: number | null
  stopped: Letter['stopped']
  signingPaused: string | null
}

/** The letters that rows are about; for one that asks about all, those its address has signed. */
export function knownLetters(
  db: D1Database,
  asked: string,
  now: Date
): Question<Map<number, KnownLetter>> {
  return question<LetterRow, Map<number, KnownLetter>>(
    db
      .prepare(
        `SELECT id, edition, slug, title, state, addressed_to AS addressedTo, closes_at AS closesAt,
                closed_at AS closedAt, stopped,
                (SELECT signing_paused FROM site WHERE id = 1) AS signingPaused, controller_name AS name, controller_contact AS contact,
                controller_address AS address,
                (SELECT json_group_array(name) FROM
                   (SELECT host.name FROM letter_host JOIN host ON host.id = letter_host.host_id
                    WHERE letter_host.letter_id = letter.id
                      AND letter_host.standing IN ('own', 'confirmed') ORDER BY position)) AS hosts
         FROM letter
         WHERE id IN (SELECT value->>'letterId' FROM json_each(?1)
                      UNION
                      SELECT letter_id FROM json_each(?1) JOIN signature
                        ON email_key = value->>'toKey' WHERE value->>'asked' = 'my-data')`
      )
      .bind(asked),
    (rows) => new Map(rows.map((row) => [row.id, known(row, now)]))
  )
}

function known({ name, contact, address, ...row }: LetterRow, now: Date): KnownLetter {
  const { id, edition, slug, title, addressedTo } = row
  return {
    id,
    edition,
    slug,
    title,
    addressedTo,
    hosts: JSON.parse(row.hosts),
    controller: { name, contact, address },
    ...(isPublic(row) ? {} : { unlisted: true as const }),
    open: isOpen(row, now),
    acceptsUntil: confirmableUntil(row),
  }
}
