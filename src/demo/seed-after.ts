import { ask } from '../ask'
import { packsOf } from '../delivery/find'
import { readPlan } from '../delivery/hand-in-form'
import { planHandIn } from '../delivery/plan-hand-in'
import { recordPack } from '../delivery/record-pack'
import { takeSnapshot, type Snapshot } from '../delivery/snapshot'
import type { Weighed } from '../delivery/weigh'
import type { Doing } from '../desk/team'
import type { Edition, Letter } from '../letters/letter'
import { publishUpdate } from '../updates/publish'
import { beginUpdate } from '../updates/save'
import { writtenUpdates } from '../updates/written'
import { ukDate } from '../uk-time'
import type { DemoAfter } from './after'
import type { SeedSite } from './seed'
import { seedComments, seedOrganisations } from './seed-besides'
import { enterDealing, letterAt, seedDealings } from './seed-dealings'

const DAY_MS = 24 * 60 * 60 * 1000
const HOUR_MS = 60 * 60 * 1000

/** Makes the file that is handed over, and weighs it. */
export type Packer = (snapshot: Snapshot) => Promise<Weighed>

type Seeded = { letter: Letter; edition: Edition; by: Doing; openedAt: number; now: Date }

/**
 * Brings in what came after a letter: what was sent and answered, news, why people signed, who else
 * stands behind it, a pack that was delivered, and the day when it is handed in.
 */
export async function seedAfter(
  site: SeedSite,
  { id, owner, checker }: { id: number; owner: number; checker: number },
  after: DemoAfter,
  openedAt: number,
  now: Date
) {
  const { db } = site
  await db
    .prepare(
      `UPDATE letter SET takes_comments = 1, takes_organisations = 1, recipient_domain = ?2
       WHERE id = ?1`
    )
    .bind(id, after.recipientDomain)
    .run()
  const seeded = {
    ...(await letterAt(db, id)),
    by: { letterId: id, accountId: owner },
    openedAt,
    now,
  }

  await seedDealings(db, seeded.by, after.dealings, openedAt)
  await seedUpdates(db, seeded, after)
  await seedComments(db, seeded, after, checker)
  await seedOrganisations(site, seeded, after)
  await deliver(site, seeded)
  await planVisit(db, seeded, after)
}

async function seedUpdates(
  db: D1Database,
  { letter, edition, by, openedAt }: Seeded,
  { updates }: DemoAfter
) {
  for (const { daysAfter, title, points, markdown } of updates) {
    const at = new Date(openedAt + daysAfter * DAY_MS + 11 * HOUR_MS)
    const [before] = await ask(db, writtenUpdates(db, letter.id))
    if (before.every((one) => one.title !== title)) {
      const about = edition.points.filter(({ anchor }) => points.includes(anchor))
      await beginUpdate(
        db,
        by,
        {
          version: 0,
          title,
          author: 'Hannah Wickfield',
          markdown,
          points: about.map(({ anchor, label }) => ({ anchor, label })),
          audience: { signers: 'all', followers: true, hosts: [] },
        },
        at
      )
    }
    const [written] = await ask(db, writtenUpdates(db, letter.id))
    const update = written.find((one) => one.title === title && one.number === null)
    // None of its people has an address that mail could go to.
    if (update) await publishUpdate(db, by, update, false, at)
  }
}

/** Everything that was signed by now, sent on paper. */
async function deliver({ db, packer }: SeedSite, { letter, edition, by, now }: Seeded) {
  const [packs] = await ask(db, packsOf(db, { id: letter.id }))
  if (packs.length === 0) {
    const snapshot = await takeSnapshot(db, letter.id, now)
    if (typeof snapshot === 'string') throw new Error(`the pack is not made: ${snapshot}`)
    await recordPack(db, snapshot, await packer(snapshot), by.accountId, now)
  }
  const typed = {
    how: 'by courier, on paper',
    whom: 'the office of the Chief Inspector',
    words: 'With the three points that the reply leaves out underlined.',
    pack: '1',
  }
  await enterDealing(db, by, { letter, kind: 'sent', edition, packs: [1] }, typed, now)
}

async function planVisit(db: D1Database, { letter, by, now }: Seeded, { handIn }: DemoAfter) {
  const { inDays, from, until, place, note } = handIn
  const date = ukDate(now.getTime() + inDays * DAY_MS)
  const read = readPlan({ date, start: from, end: until, place, note }, now)
  if ('problems' in read) throw new Error('the day of the hand-in is wrong')
  await planHandIn(db, letter.id, read.plan, { accountId: by.accountId, seen: null }, now)
}
