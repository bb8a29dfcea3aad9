import { accountFor, type Account } from '../desk/account'
import { auditRow } from '../desk/audit'
import { demoAccounts } from './accounts'
import type { DemoLetter } from './letter'
import type { SeedSite } from './seed'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** The made-up accounts, by their addresses. */
export type DemoAccounts = Map<string, Account>

/** Makes the accounts. They may launch letters, whatever stewards choose. */
export async function seedAccounts({ db, master }: SeedSite, now: Date): Promise<DemoAccounts> {
  const made = await Promise.all(
    demoAccounts.map(async ({ address, name }) => {
      return { ...(await accountFor(db, master, address, now)), name }
    })
  )
  await db.batch(
    made.map(({ id, name }) =>
      db.prepare(`UPDATE account SET name = ?2, launching = 'allowed' WHERE id = ?1`).bind(id, name)
    )
  )
  return new Map(made.map((account) => [account.address, account]))
}

type Seeded = { id: number; demo: DemoLetter; openedAt: number }

/** Writes what was done before the letter opened, and the team that it made. Returns its owner. */
export async function seedTeam(
  db: D1Database,
  { id, demo, openedAt }: Seeded,
  accounts: DemoAccounts
): Promise<number> {
  const owner = demo.past[0]?.[1] ?? ''
  const begun = await db.prepare('SELECT 1 FROM member WHERE letter_id = ?').bind(id).first()
  if (begun) return accountOf(accounts, owner).id

  const roles = new Map([[owner, 'owner']])
  for (const [, , , { address, role } = {}] of demo.past)
    if (address && role) roles.set(address, role)
  await db.batch(
    demo.past.flatMap(([days, by, act, detail = {}], i) => {
      const accountId = by === null ? null : accountOf(accounts, by).id
      const at = new Date(openedAt - days * DAY_MS + i * HOUR_MS)
      const written = auditRow(db, { letterId: id, accountId, act, detail }, at)
      if (act === 'host-confirmed') return [written, standBehind(db, id, demo, at)]
      const joins = act === 'start-letter' || act === 'join-team'
      return joins
        ? [written, joinTeam(db, id, accountId, roles.get(by ?? '') ?? '', at)]
        : [written]
    })
  )
  return accountOf(accounts, owner).id
}

function joinTeam(db: D1Database, letterId: number, who: number | null, role: string, at: Date) {
  return db
    .prepare('INSERT INTO member (letter_id, account_id, role, since) VALUES (?, ?, ?, ?)')
    .bind(letterId, who, role, at.getTime())
}

function standBehind(db: D1Database, letterId: number, { hosts }: DemoLetter, at: Date) {
  const host = hosts.find(({ confirmedFrom }) => confirmedFrom)
  return db
    .prepare(
      `UPDATE letter_host SET standing = 'confirmed', domain = ?3, stood_at = ?4
       WHERE letter_id = ?1 AND host_id = (SELECT id FROM host WHERE slug = ?2)`
    )
    .bind(letterId, host?.slug, host?.confirmedFrom, at.getTime())
}

/** The account that was made for an address. */
export function accountOf(accounts: DemoAccounts, address = ''): Account {
  const account = accounts.get(address)
  if (!account) throw new Error('a made-up account is missing')
  return account
}
