import { setTimeout as sleep } from 'node:timers/promises'
import type { HourCounts } from '../ledger/counts.ts'
import { Rejected } from '../ledger/rejected.ts'
import { Refused } from './verify-fetch.ts'
import { object, readJson, text, whole } from './verify-letter.ts'
import type { Reader } from './verify-reader.ts'
import { hourInUtc } from './verify-words.ts'

type Hour = HourCounts & { hour: number; counted: number }

const LARGEST_HISTORY = 16 * 1024 * 1024

/** Longer than the site's pages rest at the edge. */
const CACHE_MS = 6_000

/**
 * Compares the history that a site publishes of a letter with the hours of its ledger, and returns
 * whether there is one. It may be of another moment than the audit: where they differ, it is read
 * once more, and while the ledger grows (`hasGrown`) only hours that are over are compared.
 */
export async function compareHistory(
  reader: Reader,
  letterUrl: string,
  hours: Map<number, HourCounts>,
  hasGrown: () => Promise<boolean>
): Promise<boolean> {
  const url = `${letterUrl}/history.json`
  const first = await readHistory(reader, url)
  if (!first) return false
  const replayed = sumUp(hours)
  if (!differenceIn(first, replayed, Infinity)) return true

  await sleep(CACHE_MS)
  const second = await readHistory(reader, url)
  if (!second) return false
  const over = (await hasGrown()) ? Math.min(newest(second), newest(replayed)) : Infinity
  const hour = differenceIn(second, replayed, over)
  if (hour === null) return true
  throw new Rejected(
    'published-history-differs',
    `The history on the site is not what the ledger says of the hour from ${hourInUtc(hour)}.`
  )
}

async function readHistory(reader: Reader, url: string): Promise<Hour[] | null> {
  try {
    const rows = await readJson(reader, url, LARGEST_HISTORY)
    return Object.values(object(rows, url)).map((row) => readRow(object(row, url), url))
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

function readRow(row: Record<string, unknown>, url: string): Hour {
  const hour = Date.parse(text(row, 'hour', url)) / (60 * 60 * 1000)
  return {
    hour: whole({ hour }, 'hour', url),
    counted: whole(row, 'counted', url),
    confirmed: whole(row, 'confirmed', url),
    withdrawn: whole(row, 'withdrawn', url),
    removed: whole(row, 'removed', url),
    reinstated: whole(row, 'reinstated', url),
  }
}

/** The hours as the site gives them: gross, with the total after each. */
function sumUp(hours: Map<number, HourCounts>): Hour[] {
  let counted = 0
  return [...hours].map(([hour, counts]) => {
    counted += counts.confirmed - counts.withdrawn - counts.removed + counts.reinstated
    return { hour, counted, ...counts }
  })
}

/** The first hour before `end` of which the two say different things; null if there is none. */
function differenceIn(published: Hour[], replayed: Hour[], end: number): number | null {
  const a = published.filter(({ hour }) => !(hour >= end))
  const b = replayed.filter(({ hour }) => hour < end)
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (inText(a[i]) !== inText(b[i])) return (b[i] ?? a[i])?.hour ?? null
  }
  return null
}

function inText(row: Hour | undefined): string {
  if (!row) return ''
  const { hour, counted, confirmed, withdrawn, removed, reinstated } = row
  return [hour, counted, confirmed, withdrawn, removed, reinstated].join(' ')
}

function newest(rows: Hour[]): number {
  return rows.at(-1)?.hour ?? -Infinity
}
