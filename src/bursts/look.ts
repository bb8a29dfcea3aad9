import { ask } from '../ask'
import type { Criteria } from '../cases/case'
import { decidersOf, type Decider } from '../cases/deciders'
import { extendSuggested } from '../cases/extend-suggested'
import { suggestCase } from '../cases/suggest'
import type { Settings } from '../env'
import { YES_AT_ONCE_MS } from '../gate/risk'
import { HOUR_MS } from '../gate/rules'
import { announce, type MailTicket } from '../mail/outbox'
import { domainKey, domainOf } from '../mailbox'
import { unseal } from '../seal'
import { foremost, isMuch, isUnusual, type Before, type Shared } from './patterns'
import { beforeOf, lastHourOf, lettersToLookAt, type LetterAtHand } from './read'

/**
 * Looks at what came to each letter in the last hour, and suggests a case where too much of it is
 * alike, one at a time: what the next look still finds is another. A letter that fails keeps no
 * other from being looked at. Returns how many cases are new.
 */
export async function lookForBursts(
  db: D1Database,
  settings: Pick<Settings, 'MASTER_KEY' | 'STEWARDS'>,
  queue: Queue<MailTicket>,
  now: Date
): Promise<number> {
  await extendSuggested(db, now)
  const [letters] = await ask(db, lettersToLookAt(db, now))
  const errors: unknown[] = []
  let suggested = 0
  // One after the other: each look takes the database a while.
  for (const letter of letters) {
    try {
      if (await look(db, settings, letter, now)) suggested += 1
    } catch (error) {
      errors.push(error)
    }
  }
  if (suggested > 0) await announce(queue, ['cases'])
  if (errors.length > 0) throw new AggregateError(errors, 'bursts')
  return suggested
}

async function look(
  db: D1Database,
  { MASTER_KEY, STEWARDS }: Pick<Settings, 'MASTER_KEY' | 'STEWARDS'>,
  letter: LetterAtHand,
  now: Date
): Promise<boolean> {
  const [{ ofAll, shared }] = await ask(db, lastHourOf(db, letter.id, now))
  const much = shared.filter((one) => isMuch(one, ofAll))
  if (much.length === 0) return false

  const [deciders, ...before] = await ask<[Decider[], ...Before[]]>(
    db,
    decidersOf(db, letter.id),
    ...much.map((one) => beforeOf(db, letter.id, one, now))
  )
  const found = foremost(
    much.filter((one, i) => isUnusual(one, ofAll, before[i] ?? { all: 0, n: 0 }))
  )
  if (!found) return false

  const { pattern, key, n } = found
  const [from, until] = [now.getTime() - HOUR_MS, now.getTime()]
  const noticed = { pattern, key, n, ofAll, from, until }
  const criteria = await criteriaFor(db, MASTER_KEY, letter.id, found, from)
  const told = [...new Set([...deciders.map(({ address }) => address), ...STEWARDS])]
  return suggestCase(db, { letter, noticed, criteria }, told, now)
}

/** What finds such signatures again, those still to come among them. */
async function criteriaFor(
  db: D1Database,
  master: Uint8Array,
  letterId: number,
  { pattern, key }: Shared,
  from: number
): Promise<Criteria> {
  const states: Criteria['states'] = ['counted', 'held']
  const number = key ?? undefined
  switch (pattern) {
    case 'network':
    case 'wider':
    case 'local':
      return { [pattern]: number, from, states }
    case 'name':
      return { nameHash: number, from, states }
    case 'latency':
      return { within: YES_AT_ONCE_MS, from, states }
    case 'domain':
      return { ...(await mailDomainOf(db, master, letterId, key, from)), from, states }
  }
}

/** The mail domain behind a trace’s number, as rows have it, and in words if an address is still held. */
async function mailDomainOf(
  db: D1Database,
  master: Uint8Array,
  letterId: number,
  key: number | null,
  from: number
): Promise<Pick<Criteria, 'domainKey' | 'domain'>> {
  type Row = { email: string | null; keptAddress: string | null; domainKey: string | null }
  const row = await db
    .prepare(
      `SELECT email, kept_address AS keptAddress, domain_key AS domainKey
       FROM trace CROSS JOIN signature ON signature.id = signature_id
       WHERE trace.letter_id = ? AND at >= ? AND domain = ?
         AND signature.state IN ('pending', 'counted', 'held')
       ORDER BY email IS NULL, kept_address IS NULL LIMIT 1`
    )
    .bind(letterId, from, key)
    .first<Row>()
  const kept = row?.keptAddress && (await unseal(master, 'kept-address', row.keptAddress))
  const address = row?.email ?? kept
  if (address) return { domainKey: await domainKey(master, address), domain: domainOf(address) }
  // Nobody has this key where the row is gone meanwhile: the case then finds nobody more.
  return { domainKey: row?.domainKey ?? '' }
}
