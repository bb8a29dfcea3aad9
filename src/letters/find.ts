import { question, type Question } from '../ask'
import {
  refParams,
  type Controller,
  type Edition,
  type Host,
  type Letter,
  type LetterRef,
  type Paper,
  type Role,
} from './letter'

type LetterRow = Omit<
  Letter,
  | 'roles'
  | 'hosts'
  | 'hostsInText'
  | 'controller'
  | 'demonstration'
  | 'milestones'
  | 'namesAfterLook'
  | 'paper'
  | 'takesComments'
  | 'takesOrganisations'
> & {
  roles: string
  hosts: string
  hostsInText: string | null
  controllerName: string
  controllerContact: string
  controllerAddress: string
  demonstration: number
  milestones: string | null
  namesAfterLook: number
  paper: string | null
  takesComments: number
  takesOrganisations: number
}

type EditionRow = Omit<Edition, 'hosts' | 'points' | 'spellingOnly'> & {
  hosts: string
  points: string
  spellingOnly: number
}

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
                eligibility, milestones, names_after_look AS namesAfterLook, paper, opens_at AS opensAt,
                archived_at AS archivedAt, settings_version AS settingsVersion,
                handed_in_at AS handedInAt, recipient_domain AS recipientDomain,
                takes_comments AS takesComments, takes_organisations AS takesOrganisations,
                organisations, follows_up AS followsUp,
                stopped, stopped_because AS stoppedBecause,
                (SELECT signing_paused FROM site WHERE id = 1) AS signingPaused,
                (SELECT json_group_array(
                          json_object('slug', host.slug, 'name', host.name, 'url', host.url)
                          ORDER BY letter_host.position)
                 FROM letter_host JOIN host ON host.id = letter_host.host_id
                 WHERE letter_host.letter_id = letter.id
                   AND letter_host.standing IN ('own', 'confirmed')) AS hosts,
                (SELECT edition.hosts FROM edition WHERE edition.letter_id = letter.id
                   AND edition.number = letter.edition) AS hostsInText
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
                html, points, sha256, reason, spelling_only AS spellingOnly, frozen_at AS frozenAt
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
  spellingOnly: boolean
  signed: number
}

/** The edition since which nothing but spellings was corrected: its signers signed these words. */
export function wordsSince(editions: Pick<ListedEdition, 'number' | 'spellingOnly'>[]): number {
  return editions.findLast(({ spellingOnly }) => !spellingOnly)?.number ?? 0
}

/** The editions of a letter, oldest first. */
export function editionsOf(db: D1Database, ref: LetterRef): Question<ListedEdition[]> {
  return question<Omit<ListedEdition, 'spellingOnly'> & { spellingOnly: number }, ListedEdition[]>(
    db
      .prepare(
        `SELECT edition.number, frozen_at AS frozenAt, reason,
                spelling_only AS spellingOnly, coalesce(tally.counted, 0) AS signed
         FROM edition
         LEFT JOIN tally ON tally.letter_id = edition.letter_id
           AND tally.dimension = 'edition' AND tally.key = CAST(edition.number AS TEXT)
         WHERE edition.letter_id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2))
         ORDER BY edition.number`
      )
      .bind(...refParams(ref)),
    (rows) => rows.map((row) => ({ ...row, spellingOnly: row.spellingOnly === 1 }))
  )
}

function asLetter(row: LetterRow): Letter {
  const {
    roles,
    hosts,
    hostsInText,
    controllerName,
    controllerContact,
    controllerAddress,
    ...letter
  } = row
  const controller: Controller = {
    name: controllerName,
    contact: controllerContact,
    address: controllerAddress,
  }
  return {
    ...letter,
    roles: JSON.parse(roles) as Role[],
    hosts: JSON.parse(hosts) as Host[],
    hostsInText: hostsInText === null ? null : (JSON.parse(hostsInText) as Host[]),
    controller,
    demonstration: letter.demonstration === 1,
    milestones: JSON.parse(letter.milestones ?? '[]') as number[],
    namesAfterLook: letter.namesAfterLook === 1,
    takesComments: letter.takesComments === 1,
    takesOrganisations: letter.takesOrganisations === 1,
    paper: letter.paper === null ? null : (JSON.parse(letter.paper) as Paper),
  }
}

function asEdition(row: EditionRow): Edition {
  return {
    ...row,
    hosts: JSON.parse(row.hosts) as Host[],
    points: JSON.parse(row.points) as Edition['points'],
    spellingOnly: row.spellingOnly === 1,
  }
}
