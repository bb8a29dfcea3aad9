import { ask } from '../ask'
import type { Settings } from '../env'
import { signStatement } from '../ledger-keys'
import { decodeEntry } from '../ledger/decode-entry'
import { letterOf } from '../letters/find'
import { editionOf } from '../letters/find-editions'
import { signingStopped } from '../letters/stopped'
import { checkpointOf } from '../proofs/checkpoint'
import { entriesFrom } from '../proofs/read-entries'
import { ukDate } from '../uk-time'
import { breakdownOf } from './breakdown'
import { describeLetter } from './describe-letter'
import { newestKeptDayOf, readKept, type KeptDay } from './kept-days'
import { milestonesOf } from './milestones'
import { tallyOf } from './read-tally'
import { totalsOf } from './totals'

/** The settings that it takes to sign a day. */
export type SigningSettings = Pick<Settings, 'ORIGIN' | 'LEDGER_KEY' | 'LEDGER_KEY_PREVIOUS'>

/** What came of it; of numbers that do not agree with each other, in which way. */
export type Keeping = 'kept' | 'unchanged' | 'stopped' | { wrong: string[] }

/**
 * Keeps and signs a letter's numbers for this day of the UK; once kept, a day stays as it is. Of a
 * finished letter only days that differ from the last are kept, and what the ledger does not bear
 * out is not signed.
 */
export async function keepDay(
  db: D1Database,
  settings: SigningSettings,
  letterId: number,
  now: Date
): Promise<Keeping> {
  const read = await readDay(db, settings.ORIGIN, letterId, now)
  if (!read || read.stopped) return 'stopped'
  const { finished, last, today } = read
  if (finished && last && sameNumbers(readKept(last), today)) return 'unchanged'

  const wrong = [...differences(today), ...(await differencesFromLedger(db, letterId, today))]
  if (wrong.length > 0) return { wrong }

  const jws = await signStatement(settings, today)
  await db
    .prepare('INSERT OR IGNORE INTO kept_day (letter_id, day, jws, made_at) VALUES (?, ?, ?, ?)')
    .bind(letterId, today.day, jws, now.getTime())
    .run()
  return 'kept'
}

/** All of one moment. Without a signed head of just that ledger there is nothing to sign. */
async function readDay(db: D1Database, origin: string, id: number, now: Date) {
  const [letter, edition, totals, tally, checkpoint, milestones, stopped, last] = await ask(
    db,
    letterOf(db, { id }),
    editionOf(db, { id }),
    totalsOf(db, { id }, now),
    tallyOf(db, { id }),
    checkpointOf(db, { id }),
    milestonesOf(db, { id }),
    signingStopped(db, { id }),
    newestKeptDayOf(db, { id })
  )
  if (!letter || !edition || !checkpoint) return null

  const breakdown = breakdownOf(letter, tally)
  const said = describeLetter(origin, letter, edition, {
    totals,
    breakdown,
    checkpoint,
    milestones,
  })
  const root = checkpoint.root.toBase64()
  const today = { day: ukDate(now), ...said, ledger_size: checkpoint.size, root }
  return { finished: letter.finishedAt !== null, stopped, last, today }
}

function sameNumbers(one: KeptDay, other: KeptDay): boolean {
  const [a, b] = [one, other].map((kept) => JSON.stringify({ ...kept, day: '', as_of: '' }))
  return a === b
}

/** A list that is empty has no data; by role everybody stands somewhere. */
function differences({ counted, ledger, ledger_size, breakdown }: KeptDay): string[] {
  const lists = Object.entries(breakdown)
  const wrong = lists.flatMap(([dimension, rows]) => {
    const sum = rows.reduce((all, row) => all + row.counted, 0)
    const empty = rows.length === 0 && dimension !== 'role'
    return empty || sum === counted ? [] : [`by ${dimension} they are ${sum}, in all ${counted}`]
  })
  if (ledger.size === ledger_size) return wrong
  return [...wrong, `the ledger has ${ledger.size} entries, its signed head ${ledger_size}`]
}

/** The SUMMARY that the signed head ends with has the last word. */
async function differencesFromLedger(db: D1Database, id: number, today: KeptDay) {
  const [[bytes]] = await ask(db, entriesFrom(db, { id }, today.ledger_size - 1, 1))
  const entry = bytes && decodeEntry(bytes).entry
  if (entry?.type !== 'summary') return ['the signed ledger does not end with its totals']
  return (['confirmed', 'withdrawn', 'removed'] as const).flatMap((what) => {
    const [said, proven] = [today[what], entry.totals[what]]
    return said === proven ? [] : [`${what} says ${said}, in the ledger ${proven}`]
  })
}
