import { hasDemonstration } from '../health'
import { draft } from '../letters/draft'
import type { Registrar } from '../registrar/registrar'
import type { DemoLetter } from './letter'
import { demoLetters } from './letters'
import { demoPeople } from './people'
import { seedDraft } from './seed-draft'
import { seedEditions } from './seed-editions'
import { seedAccounts, seedTeam } from './seed-team'

const DAY_MS = 24 * 60 * 60 * 1000
const MADE_DAYS_BEFORE = 20

export type SeedSite = {
  db: D1Database
  registrars: DurableObjectNamespace<Registrar>
  master: Uint8Array
  origin: string
}

/**
 * Brings in the demonstration letters, their teams and their made-up signers, by the way that real
 * ones take. Starts where an earlier run stopped. Returns whether there was anything to do.
 */
export async function seedDemo(site: SeedSite, now: Date): Promise<boolean> {
  if (await hasDemonstration(site.db)) return false
  const accounts = await seedAccounts(site, now)
  for (const [i, demo] of demoLetters.entries()) {
    const openedAt = morningOf(now.getTime() - demo.openedDaysAgo * DAY_MS)
    const id = (await findLetter(site.db, demo)) ?? (await makeLetter(site, demo, openedAt))
    const owner = await seedTeam(site.db, { id, demo, openedAt }, accounts)
    await seedEditions(site, { id, demo, openedAt, owner, now }, demoPeople(i))
  }
  await seedDraft(site, accounts, now)
  await site.db.prepare('UPDATE site SET demonstrated_at = ?').bind(now.getTime()).run()
  return true
}

function findLetter(db: D1Database, { slug }: DemoLetter): Promise<number | null> {
  return db.prepare('SELECT id FROM letter WHERE slug = ?').bind(slug).first<number>('id')
}

function makeLetter({ db, origin }: SeedSite, demo: DemoLetter, openedAt: number) {
  const at = new Date(openedAt - MADE_DAYS_BEFORE * DAY_MS)
  return draft(db, origin, { ...demo, demonstration: true }, at)
}

function morningOf(time: number): number {
  return Math.floor(time / DAY_MS) * DAY_MS + 7 * 60 * 60 * 1000
}
