import { question, type Question } from '../ask'

/** A person whom the register names as a school's head. Used to match names, never shown. */
export type Head = { first: string; last: string }

/** Where a school is and what it is, as keys. */
export type Place = { authority: string; phase: string; type: string }

/** A school of the register. */
export type School = Place & {
  urn: number
  country: 'england' | 'wales'
  name: string
  /** In Welsh, where it has another name there. */
  nameCy: string | null
  town: string | null
  postcode: string | null
  /** Open and funded by the state: one of those that shares are of. */
  inShares: boolean
  /** Of its own mailboxes, its trust's included; null where none is known, for the reason beside it. */
  domain: string | null
  domainWhy: 'website' | 'no-website' | 'shared'
  heads: Head[]
  isOpen: boolean
  /** The list that last changed it, and the day of the newest list of its country. */
  registerId: number
}

/** A list of schools as it was loaded. `asOf` is the day it is of, such as 2025-07-17. */
export type Register = {
  id: number
  country: 'england' | 'wales'
  name: string
  asOf: string
  importedAt: number
  schools: number
  isExtract: boolean
}

/** At most so many schools stand behind one signature. */
export const MOST_SCHOOLS = 6

/** A school as a question reads it: such as {@link schoolsOf}. */
export type SchoolRow = Omit<School, 'inShares' | 'isOpen' | 'heads'> & {
  inShares: number
  isOpen: number
  heads: string
}

/** The school of a row. */
export function schoolOf({ heads, inShares, isOpen, ...row }: SchoolRow): School {
  return {
    ...row,
    inShares: inShares === 1,
    isOpen: isOpen === 1,
    heads: JSON.parse(heads) as Head[],
  }
}

/** The schools of these numbers, in the order asked; those that the register does not have are missing. */
export function schoolsOf(db: D1Database, urns: number[]): Question<School[]> {
  return question<SchoolRow, School[]>(
    db
      .prepare(
        `SELECT school.urn, school.country, school.name, school.name_cy AS nameCy, school.town,
                school.postcode, school.authority, school.phase, school.type,
                school.in_shares AS inShares, school.domain, school.domain_why AS domainWhy,
                school.heads, school.is_open AS isOpen,
                (SELECT max(id) FROM register
                 WHERE register.country = school.country) AS registerId
         FROM json_each(?) AS asked JOIN school ON school.urn = asked.value
         ORDER BY asked.key`
      )
      .bind(JSON.stringify(urns.slice(0, MOST_SCHOOLS))),
    (rows) => rows.map(schoolOf)
  )
}

/** A school as signers are shown with it: its name and town. */
export function schoolName({ name, town }: Pick<School, 'name' | 'town'>): string {
  return town && !words(name).includes(words(town)) ? `${name}, ${town}` : name
}

function words(text: string): string {
  return ` ${text.toLowerCase().replaceAll(/[^\p{L}]+/gu, ' ')} `
}
