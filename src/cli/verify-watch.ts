import { setTimeout as sleep } from 'node:timers/promises'
import { toBase64 } from '../ledger/bytes.ts'
import { openCheckpoint } from '../ledger/checkpoint.ts'
import { toHex } from '../ledger/hex.ts'
import { parseNote } from '../ledger/note.ts'
import { Rejected } from '../ledger/rejected.ts'
import { ukMoment } from '../uk-time.ts'
import { Problem } from './problem.ts'
import { keepNote, type Check, type Verdict } from './verify-check.ts'
import { demandConsistency } from './verify-consistency.ts'
import { trustFor } from './verify-keys.ts'
import { findLedger, newestCheckpoint } from './verify-ledger.ts'
import { aboutKeys, keysData } from './verify-report.ts'
import { readState, writeState } from './verify-watch-state.ts'
import { readLedgerPlace, type LedgerPlace } from './verify-where.ts'
import { count, number } from './verify-words.ts'

type Last = Awaited<ReturnType<typeof readState>>
type Seen = Awaited<ReturnType<typeof look>>

/** Longer than a checkpoint rests at the edge, where an older one may still be answered. */
const CACHE_MS = 6_000

/**
 * One look at a ledger: demands that it contains what the last look saw, then keeps the new
 * checkpoint in the state file. Where anything is wrong the file stays as it is.
 */
export async function verifyWatch(url: string, path: string, check: Check): Promise<Verdict> {
  const where = readLedgerPlace(url)
  const place = placeOf(where)
  const last = await readState(path)
  if (last && last.place !== place) {
    throw new Problem(`${path} keeps looks at ${last.place}. Name another file for ${place}.`)
  }
  if (last) keepNote(check, path, last.note)

  let seen = await look(where, last, check)
  if (last && seen.head.size < last.head.size) {
    await sleep(CACHE_MS)
    seen = await look(where, last, check)
  }
  if (last) await demandGrowth(last, seen, check)

  const { note, trust } = seen
  await writeState(path, { place, note, keys: trust.keys, at: new Date() })
  return { lines: linesOf(last, seen, path), data: dataOf(last, seen) }
}

/** The newest checkpoint, its signature checked: by the keys of the last look unless some are pinned. */
async function look(where: LedgerPlace, last: Last, check: Check) {
  const found =
    where.kind === 'letter'
      ? await findLedger(where, check)
      : await newestCheckpoint(where.site, where.uuid, check)
  if (last && found.origin !== last.head.origin) {
    throw new Rejected('another-ledger', `It was ${last.head.origin}, and now is ${found.origin}.`)
  }
  const pinned = check.pinned.length > 0 ? check.pinned : (last?.keys ?? [])
  const trust = await trustFor(found.origin, { ...check, pinned, site: found.site })
  return { ...found, trust, head: await openCheckpoint(found.note, trust.keys) }
}

async function demandGrowth({ head: old }: NonNullable<Last>, seen: Seen, { reader }: Check) {
  const { head, base } = seen
  if (head.size >= old.size) return demandConsistency(old, head, { reader, base })
  const sizes = `had ${count(old.size, 'entry', 'entries')} and now has ${number(head.size)}`
  throw new Rejected('ledger-shrank', `The ledger ${sizes}: some of it was taken back.`)
}

function placeOf(where: LedgerPlace): string {
  const { site } = where
  return where.kind === 'letter' ? `${site}/letters/${where.slug}` : `${site}/ledger/${where.uuid}`
}

function linesOf(last: Last, seen: Seen, path: string): string[] {
  const { head, trust } = seen
  return [told(last, seen, path), ...strangersLines(seen), ...aboutKeys(head.signedBy, trust)]
}

function told(last: Last, { head }: Seen, path: string): string {
  const size = count(head.size, 'entry', 'entries')
  if (!last) return `First look: ${head.origin} has ${size}. Kept in ${path}, to compare with.`
  const since = `since the last look at ${ukMoment(last.at)}`
  if (last.head.size === head.size) return `Verified: ${head.origin} still has ${size}, ${since}.`
  const grew = `grew from ${number(last.head.size)} to ${size} ${since}`
  return `Verified: ${head.origin} ${grew}, and contains all that it had then.`
}

/** Keys in the ledger's name that signed as well but are not known here, as while one is replaced. */
function strangersLines({ note, origin, trust }: Seen): string[] {
  const ids = parseNote(note)
    .signatures.filter(({ name }) => name === origin)
    .map(({ id }) => toHex(id))
  const strangers = ids.filter((id) => !trust.keys.some((key) => toHex(key.id) === id))
  return strangers.map(
    (id) => `A key not known here, ${id}, signed too. If it was announced, add it with --vkey.`
  )
}

function dataOf(last: Last, { head, trust }: Seen) {
  const { origin, size, root } = head
  return {
    ledger: { origin, size, root: toBase64(root) },
    last: last && { size: last.head.size, looked_at: last.at.toISOString() },
    ...keysData(head.signedBy, trust),
  }
}
