import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'
import type { OrganisationState } from './organisation'

/** An institution that stands behind a letter, as lists show it. */
export type ListedOrganisation = {
  id: string
  name: string
  place: string | null
  url: string | null
  /** Whose mailbox said so. */
  domain: string
  edition: number
  confirmedAt: number
}

/** Where a list goes on: behind this name, and behind this one of that name. */
export type Place = { folded: string; id: string }

/** The institutions behind a letter, by name, so many at most, behind one of them. */
export function organisationsOf(
  db: D1Database,
  ref: LetterRef,
  limit: number,
  after: Place | null = null
): Question<(ListedOrganisation & { folded: string })[]> {
  type Row = ListedOrganisation & { folded: string }
  return question<Row, Row[]>(
    db
      .prepare(
        `SELECT id, name, folded, place, url, domain, edition, confirmed_at AS confirmedAt
         FROM organisation
         WHERE letter_id = ${LETTER_MEANT}
           AND state = 'listed' AND (folded, id) > (coalesce(?4, ''), coalesce(?5, ''))
         ORDER BY folded, id LIMIT ?3`
      )
      .bind(...refParams(ref), limit, after?.folded ?? null, after?.id ?? null),
    (rows) => rows
  )
}

/** A place as an address carries it, and back; null: it is none. */
export function writePlace({ folded, id }: Place): string {
  return `${id} ${folded}`
}

export function readPlace(text = ''): Place | null {
  const gap = text.indexOf(' ')
  return gap < 1 ? null : { id: text.slice(0, gap), folded: text.slice(gap + 1) }
}

/** All that is held of an organisation. */
export type Organisation = {
  id: string
  letterId: number
  state: OrganisationState
  edition: number
  name: string
  place: string | null
  url: string | null
  /** Who signed for it, and as what. */
  person: string
  role: string
  email: string | null
  emailKey: string
  domain: string
  updates: boolean
  createdAt: number
  expiresAt: number | null
  confirmedAt: number | null
  changedAt: number | null
  offBecause: string | null
}

/** The organisation of an id, or null. */
export function organisationOf(db: D1Database, id: string): Question<Organisation | null> {
  type Row = Omit<Organisation, 'updates'> & { updates: number }
  return question<Row, Organisation | null>(
    db
      .prepare(
        `SELECT id, letter_id AS letterId, state, edition, name, place, url, person, role, email,
                email_key AS emailKey, domain, updates, created_at AS createdAt,
                expires_at AS expiresAt, confirmed_at AS confirmedAt, changed_at AS changedAt,
                off_because AS offBecause
         FROM organisation WHERE id = ?`
      )
      .bind(id),
    ([row]) => (row ? { ...row, updates: row.updates === 1 } : null)
  )
}
