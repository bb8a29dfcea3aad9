import { hasDemonstration } from '../health'
import { draft } from '../letters/draft'
import type { MailTicket } from '../mail/outbox'
import type { Registrar } from '../registrar/registrar'
import { askRegistrar } from '../registrar/ask'
import { CAMPAIGNER, CHECKER } from './accounts'
import { earlierLetter } from './earlier'
import { inspectionLetter } from './inspection'
import { inspectionAfter } from './inspection-after'
import type { DemoLetter } from './letter'
import { demoLetters } from './letters'
import { manifesto } from './manifesto'
import { demoPeople } from './people'
import { loadDemoRegister } from './register/load'
import { seedAfter, type Packer } from './seed-after'
import { seedBurst } from './seed-burst'
import { seedCase } from './seed-case'
import { seedDealings } from './seed-dealings'
import { seedDraft } from './seed-draft'
import { seedEditions } from './seed-editions'
import { accountOf, seedAccounts, seedTeam } from './seed-team'

const DAY_MS = 24 * 60 * 60 * 1000
const MADE_DAYS_BEFORE = 20
const EARLIER_OPEN_DAYS = 30
const CASE_AFTER_DAYS = 12

export type SeedSite = {
  db: D1Database
  registrars: DurableObjectNamespace<Registrar>
  master: Uint8Array<ArrayBuffer>
  origin: string
  packer: Packer
  /** Who hears of what the site notices. */
  stewards: string[]
  queue: Queue<MailTicket>
}

/**
 * Brings in the demonstration letters, their teams and their made-up signers, by the way that real
 * ones take. Starts where an earlier run stopped. Returns whether there was anything to do.
 */
export async function seedDemo(site: SeedSite, now: Date): Promise<boolean> {
  if (await hasDemonstration(site.db)) return false
  await loadDemoRegister(site.db, now)
  const accounts = await seedAccounts(site, now)
  for (const [i, demo] of demoLetters.entries()) {
    const openedAt = morningOf(now.getTime() - demo.openedDaysAgo * DAY_MS)
    const id = (await findLetter(site.db, demo)) ?? (await makeLetter(site, demo, openedAt))
    const owner = await seedTeam(site.db, { id, demo, openedAt }, accounts)
    await seedEditions(site, { id, demo, openedAt, owner, now }, demoPeople(i))
    if (demo === earlierLetter) await endEarlier(site, { id, owner }, openedAt)
    if (demo === manifesto) {
      const team: [number, number] = [owner, accountOf(accounts, CAMPAIGNER).id]
      await seedCase(site, id, team, new Date(openedAt + CASE_AFTER_DAYS * DAY_MS))
      await seedBurst(site, id, now)
    }
    if (demo === inspectionLetter) {
      const checker = accountOf(accounts, CHECKER).id
      await seedAfter(site, { id, owner, checker }, inspectionAfter, openedAt, now)
    }
  }
  await site.db
    .prepare(
      `UPDATE letter SET follows_up = (SELECT id FROM letter WHERE slug = ?2) WHERE slug = ?1`
    )
    .bind(inspectionLetter.slug, earlierLetter.slug)
    .run()
  await seedDraft(site, accounts, now)
  await site.db.prepare('UPDATE site SET demonstrated_at = ?').bind(now.getTime()).run()
  return true
}

/** It was sent, a machine answered, and it closed. */
async function endEarlier(
  site: SeedSite,
  { id, owner }: { id: number; owner: number },
  openedAt: number
) {
  const by = { letterId: id, accountId: owner }
  await seedDealings(site.db, by, inspectionAfter.dealings.slice(0, 2), openedAt)
  const at = openedAt + EARLIER_OPEN_DAYS * DAY_MS
  const act = { verb: 'close' as const, by: { accountId: owner }, at }
  const { outcome } = await askRegistrar<'close'>(site.registrars, id, act)
  if (outcome !== 'closed') throw new Error(`the earlier letter is ${outcome}`)
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
