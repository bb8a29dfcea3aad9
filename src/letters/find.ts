import { question, type Question } from '../ask'
import {
  refParams,
  type Controller,
  type Edition,
  type Host,
  type Letter,
  type LetterRef,
  type Role,
} from './letter'

type LetterRow = Omit<Letter, 'roles' | 'hosts' | 'controller' | 'demonstration'> & {
  roles: string
  hosts: string
  controllerName: string
  controllerContact: string
  controllerAddress: string
  demonstration: number
}

type EditionRow = Omit<Edition, 'hosts' | 'points'> & { hosts: string; points: string }

/** The letter, or null. */
export function letterOf(db: D1Database, ref: LetterRef): Question<Letter | null> {
  return question<LetterRow, Letter | null>(
    db
      .prepare(
        `SELECT id, uuid, origin, slug, state, title, addressed_to AS addressedTo, language,
                edition, roles, goal, demonstration, founding, opened_at AS openedAt,
                closes_at AS closesAt, closed_at AS closedAt, finished_at AS finishedAt,
                controller_name AS controllerName, controller_contact AS controllerContact,
                controller_address AS controllerAddress, press_contact AS pressContact,
                (SELECT json_group_array(
                          json_object('slug', host.slug, 'name', host.name, 'url', host.url)
                          ORDER BY letter_host.position)
                 FROM letter_host JOIN host ON host.id = letter_host.host_id
                 WHERE letter_host.letter_id = letter.id) AS hosts
         FROM letter WHERE id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2))`
      )
      .bind(...refParams(ref)),
    ([row]) => (row ? asLetter(row) : null)
  )
}

/** One edition of a letter, the newest unless a number is given; null if there is none. */
export function editionOf(
  db: D1Database,
  ref: LetterRef,
  number: number | null = null
): Question<Edition | null> {
  return question<EditionRow, Edition | null>(
    db
      .prepare(
        `SELECT edition.number, edition.title, edition.addressed_to AS addressedTo, hosts, markdown,
                html, points, sha256, reason, frozen_at AS frozenAt
         FROM letter
         JOIN edition ON edition.letter_id = letter.id
           AND edition.number = coalesce(?3, letter.edition)
         WHERE letter.id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2))`
      )
      .bind(...refParams(ref), number),
    ([row]) => (row ? asEdition(row) : null)
  )
}

/** An edition in a list: when and why it was frozen, and how many signatures stand behind it. */
export type ListedEdition = {
  number: number
  frozenAt: number
  reason: string | null
  signed: number
}

/** The editions of a letter, oldest first. */
export function editionsOf(db: D1Database, ref: LetterRef): Question<ListedEdition[]> {
  return question<ListedEdition, ListedEdition[]>(
    db
      .prepare(
        `SELECT edition.number, frozen_at AS frozenAt, reason,
                coalesce(tally.counted, 0) AS signed
         FROM edition
         LEFT JOIN tally ON tally.letter_id = edition.letter_id
           AND tally.dimension = 'edition' AND tally.key = CAST(edition.number AS TEXT)
         WHERE edition.letter_id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2))
         ORDER BY edition.number`
      )
      .bind(...refParams(ref)),
    (rows) => rows
  )
}

function asLetter(row: LetterRow): Letter {
  const { roles, hosts, controllerName, controllerContact, controllerAddress, ...letter } = row
  const controller: Controller = {
    name: controllerName,
    contact: controllerContact,
    address: controllerAddress,
  }
  return {
    ...letter,
    roles: JSON.parse(roles) as Role[],
    hosts: JSON.parse(hosts) as Host[],
    controller,
    demonstration: letter.demonstration === 1,
  }
}

function asEdition(row: EditionRow): Edition {
  return {
    ...row,
    hosts: JSON.parse(row.hosts) as Host[],
    points: JSON.parse(row.points) as Edition['points'],
  }
}
