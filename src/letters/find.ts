import { question, type Question } from '../ask'
import {
  LETTER_MEANT,
  refParams,
  type Controller,
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
                organisations, schools, follows_up AS followsUp,
                keep_months AS keepMonths, keep_because AS keepBecause,
                anonymised_at AS anonymisedAt,
                pressure_since AS pressureSince, pressure_until AS pressureUntil,
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
         FROM letter WHERE id = ${LETTER_MEANT}`
      )
      .bind(...refParams(ref)),
    ([row]) => (row ? asLetter(row) : null)
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
