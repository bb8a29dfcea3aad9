import { ask } from '../ask'
import { decideComments } from '../comments/decide'
import { writeComment } from '../comments/write'
import type { Edition, Letter } from '../letters/letter'
import { confirmOrganisation } from '../organisations/confirm'
import { organisationOf } from '../organisations/find'
import { fold } from '../organisations/organisation'
import type { DemoAfter } from './after'
import type { SeedSite } from './seed'

const DAY_MS = 24 * 60 * 60 * 1000
const HOUR_MS = 60 * 60 * 1000

type Seeded = { letter: Letter; edition: Edition; openedAt: number }

/** Has some of the signers say why, and all but the last of that let through. */
export async function seedComments(
  db: D1Database,
  { letter, openedAt }: Seeded,
  { comments, commentToCheck }: DemoAfter,
  checker: number
) {
  const words = [...comments, commentToCheck]
  const { results: signers } = await db
    .prepare(
      `SELECT id, number FROM signature
       WHERE letter_id = ? AND state = 'counted' AND public = 1 AND role = 'headteacher'
       ORDER BY number LIMIT ?`
    )
    .bind(letter.id, words.length)
    .all<{ id: string; number: number }>()
  for (const [i, { id, number }] of signers.entries()) {
    const at = new Date(openedAt + (i + 4) * DAY_MS)
    const written = await writeComment(db, id, words[i] ?? '', at)
    if (written !== 'waiting' || i === comments.length) continue
    const seen = [{ number, writtenAt: at.getTime(), state: 'waiting' as const }]
    const shown = { to: 'shown' as const, reason: null, because: null }
    const later = new Date(at.getTime() + 5 * HOUR_MS)
    await decideComments(db, { letterId: letter.id, accountId: checker, seen, ...shown }, later)
  }
}

/** Lists the organisations behind a letter. */
export async function seedOrganisations(
  { db, master }: SeedSite,
  { letter, openedAt }: Seeded,
  { organisations }: DemoAfter
) {
  for (const [i, [name, place, domain, role]] of organisations.entries()) {
    const at = new Date(openedAt + (6 + 3 * i) * DAY_MS)
    const id = `${letter.id}.organisation-${i}`
    await db
      .prepare(
        `INSERT INTO organisation (id, letter_id, state, edition, name, folded, domain, created_at,
                                   expires_at)
         VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
      )
      .bind(
        id,
        letter.id,
        letter.edition,
        name,
        fold(name),
        domain,
        at.getTime(),
        at.getTime() + DAY_MS
      )
      .run()
    const [begun] = await ask(db, organisationOf(db, id))
    if (begun?.state !== 'pending') continue
    const form = { organisation: name, place, url: `https://${domain}`, ...signed(role) }
    await confirmOrganisation(db, master, begun, form, letter.edition, at)
  }
}

/** Nobody in particular signed for an organisation that does not exist. */
function signed(role: string) {
  return { name: 'A made-up person', role, updates: false }
}
