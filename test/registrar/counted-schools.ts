import { expect } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { rowsOf } from '../support/tables'
import type { Row } from './audit'

type Numbers = Record<string, number>

/** Counts schools and places anew, one row after the other, and compares with what is published. */
export async function checkSchools(letter: Letter, counted: Row[]) {
  const schools = await rowsOf<{ urn: number } & Record<string, string | number>>(
    'SELECT urn, authority, phase, type, in_shares FROM school'
  )
  const isHead = (row: Row) => letter.roles.find(({ key }) => key === row.role)?.head === true

  const perSchool = new Map<number, Numbers>()
  const perPlace = new Map<string, Numbers>()
  const bump = <K>(map: Map<K, Numbers>, key: K, what: string) => {
    const numbers = map.get(key) ?? {}
    numbers[what] = (numbers[what] ?? 0) + 1
    map.set(key, numbers)
  }
  for (const row of counted) {
    const suffix = row.public ? 'shown' : 'hidden'
    if (row.authority) {
      const place = `${row.authority}|${row.phase}|${row.school_type}`
      bump(perPlace, place, suffix)
      if (isHead(row)) bump(perPlace, place, `heads_${suffix}`)
    }
    for (const urn of (row.urns ?? '').split(' ').filter((text) => text !== '')) {
      bump(perSchool, Number(urn), suffix)
      if (!isHead(row)) continue
      bump(perSchool, Number(urn), `heads_${suffix}`)
      const named = (row.named_urns ?? '').split(' ').includes(urn)
      if (named) bump(perSchool, Number(urn), `named_${suffix}`)
    }
  }
  for (const [urn, numbers] of perSchool) {
    const school = schools.find((one) => one.urn === urn)
    if (!school?.in_shares) continue
    const place = `${school.authority}|${school.phase}|${school.type}`
    for (const [what, column] of [
      ['', 'schools'],
      ['heads_', 'head_schools'],
      ['named_', 'named_schools'],
    ]) {
      if (numbers[`${what}shown`]) bump(perPlace, place, `${column}_shown`)
      else if (numbers[`${what}hidden`]) bump(perPlace, place, `${column}_hidden`)
    }
  }

  const stored = await rowsOf<Record<string, string | number>>(
    'SELECT * FROM school_tally WHERE letter_id = ?',
    letter.id
  )
  expect(numbersBy(stored, ({ urn }) => String(urn))).toEqual(
    Object.fromEntries([...perSchool].map(([urn, numbers]) => [String(urn), numbers]))
  )
  const places = await rowsOf<Record<string, string | number>>(
    'SELECT * FROM place_tally WHERE letter_id = ?',
    letter.id
  )
  const byPlace = ({ authority, phase, type }: Record<string, string | number>) =>
    `${authority}|${phase}|${type}`
  expect(numbersBy(places, byPlace)).toEqual(Object.fromEntries(perPlace))
}

/** Rows' numbers that are not nothing, by what they are of. */
function numbersBy(
  rows: Record<string, string | number>[],
  key: (row: Record<string, string | number>) => string
) {
  return Object.fromEntries(
    rows.flatMap((row) => {
      const numbers = Object.entries(row).filter(
        ([column, n]) => /(shown|hidden)$/.test(column) && n !== 0
      )
      return numbers.length > 0 ? [[key(row), Object.fromEntries(numbers)]] : []
    })
  )
}
