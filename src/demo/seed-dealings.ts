import { ask } from '../ask'
import type { Dealing } from '../dealings/dealing'
import { readDealing, markField, quoteField, type FormAbout } from '../dealings/dealing-form'
import { recordDealing } from '../dealings/record'
import type { Doing } from '../desk/team'
import { letterOf } from '../letters/find'
import { editionOf } from '../letters/find-editions'
import { ukDate } from '../uk-time'
import type { DemoAfter } from './after'

const DAY_MS = 24 * 60 * 60 * 1000
const HOUR_MS = 60 * 60 * 1000

/** Enters what passed with a letter's recipient, each on its day. */
export async function seedDealings(
  db: D1Database,
  by: Doing,
  dealings: DemoAfter['dealings'],
  openedAt: number
) {
  const { letter, edition } = await letterAt(db, by.letterId)
  for (const { daysAfter, kind, how = '', whom = '', words, marks = {} } of dealings) {
    const at = new Date(openedAt + daysAfter * DAY_MS + 3 * HOUR_MS)
    const marked = edition.points.flatMap((point) => {
      const [mark = '', quote = ''] = marks[point.anchor] ?? []
      return [
        [markField(point), mark],
        [quoteField(point), quote],
      ]
    })
    const typed = { how, whom, words, ...(Object.fromEntries(marked) as Record<string, string>) }
    const about = { letter, kind, edition, packs: [] }
    await enterDealing(db, by, about, typed, at)
  }
}

/** Enters one of them as its form would be filled in. */
export async function enterDealing(
  db: D1Database,
  by: Doing,
  about: FormAbout,
  typed: Record<string, string>,
  at: Date
): Promise<Dealing['number'] | null> {
  const read = readDealing(about, { ...typed, day: ukDate(at) }, at)
  if ('data' in read) return recordDealing(db, by, read.data, at)
  throw new Error(`what passed is entered wrongly: ${Object.values(read.problems)}`)
}

/** The demonstration letter as it is, and its words. */
export async function letterAt(db: D1Database, id: number) {
  const [letter, edition] = await ask(db, letterOf(db, { id }), editionOf(db, { id }))
  if (!letter || !edition) throw new Error('the demonstration letter is gone')
  return { letter, edition }
}
