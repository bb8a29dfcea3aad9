import { ask } from '../ask'
import { letterOf } from '../letters/find'
import type { Letter } from '../letters/letter'
import { moreThanSpelling } from '../letters/spelling'
import { askRegistrar } from '../registrar/ask'
import { editionOf } from '../registrar/publish-edition'
import { textsOf, type DemoLetter } from './letter'
import { DAY_MINUTES, MINUTE_MS, perform, type Deed } from './perform'
import type { DemoPerson } from './people'
import type { SeedSite } from './seed'

const MOVING_DAYS = 3
const LAST_DAYS = 2
const LAST_HOURS = 14

type Seeded = { id: number; demo: DemoLetter; openedAt: number; owner: number; now: Date }

/**
 * Publishes each edition of a letter on its day, and lets its made-up signers sign and confirm in
 * between, some of whom then say yes to the newer words.
 */
export async function seedEditions(site: SeedSite, seeded: Seeded, people: DemoPerson[]) {
  const { id, demo } = seeded
  const states = await statesOf(site.db, id)
  const deeds = people.map((person, i): Deed => {
    const minutes = minutesOf(person, seeded)
    return { id: `${id}.demonstration-${i}`, minutes, person, does: 'sign' }
  })
  const starts = [0, ...(demo.changes ?? []).map(({ days }) => days * DAY_MINUTES)]
  for (const [i, from] of starts.entries()) {
    const letter = await publish(site, seeded, i + 1, from)
    // What belongs to an earlier edition was done before the next one came.
    if (letter.edition > i + 1) continue
    const until = starts[i + 1] ?? Infinity
    const fresh = deeds.filter(({ minutes }) => from <= minutes && minutes < until)
    const earlier = deeds.filter(({ minutes }) => minutes < from)
    const moves = movesOf(earlier, from, demo.changes?.[i - 1]?.oneMovesOf)
    await perform(site, { letter, openedAt: seeded.openedAt, states }, [...fresh, ...moves])
  }
}

/** Who comes on the last days comes within the last hours, so that something happens today. */
function minutesOf({ minutes }: DemoPerson, { demo, openedAt, now }: Seeded): number {
  const days = minutes / DAY_MINUTES - demo.openedDaysAgo
  if (days < -LAST_DAYS) return minutes
  const open = (now.getTime() - openedAt) / MINUTE_MS
  return Math.floor(open + (days / LAST_DAYS) * LAST_HOURS * 60)
}

/** Freezes an edition of the letter, unless it is there. Returns the letter as it then is. */
async function publish(site: SeedSite, seeded: Seeded, number: number, minutes: number) {
  const { id, demo, openedAt, owner } = seeded
  const letter = await letterAgain(site.db, id)
  if (letter.edition >= number) return letter

  const texts = textsOf(demo)
  const [before, wording] = [number - 2, number - 1].map((i) => {
    return { ...demo, markdown: texts[i] ?? '', hosts: letter.hosts }
  })
  if (!before || !wording) throw new Error('a letter has no words')
  const edition = await editionOf(wording, demo.changes?.[number - 2]?.reason ?? null)
  const act = {
    verb: 'publish' as const,
    edition: { ...edition, spellingOnly: number > 1 && moreThanSpelling(before, wording) === null },
    after: number - 1,
    by: { accountId: owner },
    at: openedAt + minutes * MINUTE_MS,
  }
  const answer = await askRegistrar<'publish'>(site.registrars, id, act)
  if (answer.outcome !== 'published') throw new Error(`a letter is ${answer.outcome}`)
  return letterAgain(site.db, id)
}

/** One in so many of those who signed before says yes to the new words, within a few days. */
function movesOf(earlier: Deed[], from: number, oneOf: number | undefined): Deed[] {
  return earlier
    .filter((_, i) => oneOf !== undefined && i % oneOf === 0)
    .map((deed, i) => {
      const minutes = from + (i % MOVING_DAYS) * DAY_MINUTES + (deed.minutes % DAY_MINUTES)
      return { ...deed, minutes, does: 'move' }
    })
}

async function letterAgain(db: D1Database, id: number): Promise<Letter> {
  const [letter] = await ask(db, letterOf(db, { id }))
  if (!letter) throw new Error('the demonstration letter is gone')
  return letter
}

async function statesOf(db: D1Database, letterId: number): Promise<Map<string, string>> {
  const { results } = await db
    .prepare('SELECT id, state FROM signature WHERE letter_id = ?')
    .bind(letterId)
    .all<{ id: string; state: string }>()
  return new Map(results.map(({ id, state }) => [id, state]))
}
