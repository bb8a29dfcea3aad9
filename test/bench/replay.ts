import { Agent } from 'node:http'
import { setTimeout as later } from 'node:timers/promises'
import { auditLedger, requireAgreement } from './audit.ts'
import type { Bench } from './compare.ts'
import { come, type Told } from './come.ts'
import { playOf, type Piece } from './curve.ts'
import type { Progress } from './progress.ts'
import type { Provider } from './provider.ts'
import { compareNow, emptyBook } from './replay-books.ts'
import { quantile } from './rush.ts'
import type { Site } from './site.ts'
import { freshLetter } from './write.ts'

/** A piece of a real curve, played: how many came, how late they were answered, what was compared. */
export type Replayed = Piece & {
  from: string
  signed: number
  confirmed: number
  /** In the busiest second: signatures and confirmations that were answered. */
  peak: { signed: number; confirmed: number }
  /** From when it was due to its answer; of confirmations as far as the mail was not what they waited for. */
  lateMs: { signs: number; confirmations: number; most: number }
  mailMs: number
  comparisons: number
}

const AT_ONCE = 64
const STEP_MS = 1000

/**
 * Plays pieces of real curves, those of one speed at the same time, each on a letter of its own: people sign when they
 * signed, read their mail, and confirm as late as they did. What is published is compared with what
 * was answered all the while; at the end each letter is counted anew and its ledger audited.
 */
export async function replayAll(
  bench: Bench,
  provider: Provider,
  progress: Progress
): Promise<Replayed[]> {
  const { site, patience } = bench
  await site.tell('edge', { empty: true })
  const replayed: Replayed[] = []
  for (const [speed, pieces] of Map.groupBy(patience.pieces, (piece) => piece.speed)) {
    const plays = []
    for (const piece of pieces) plays.push({ piece, slug: await freshLetter(bench) })
    progress.at('replaying', `${speed} times as fast`)
    const played = await Promise.all(
      plays.map(({ piece, slug }) => replay(site, provider, slug, piece))
    )
    for (const [i, { slug }] of plays.entries()) {
      await requireAgreement(site, slug)
      await auditLedger(site, slug, played[i]?.confirmed ?? 0, progress)
    }
    replayed.push(...played)
  }
  await site.tell('edge', { empty: false })
  return replayed
}

async function replay(site: Site, provider: Provider, slug: string, piece: Piece) {
  const { arrivals, from } = await playOf(piece)
  const book = emptyBook()
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const told: Told = { numbers: [], signs: [], confirmations: [], mails: [], late: [] }
  const began = performance.now()
  const timing = { began, endsAt: began + (piece.minutes * 60_000) / piece.speed }
  const coming = Promise.all(
    arrivals.map((arrival, place) =>
      come({ site, provider, slug, agent, book, told, ...timing }, piece.speed, arrival, place)
    )
  )
  const over = new AbortController()
  const gone = coming.finally(() => over.abort())
  let comparisons = 0
  while (!over.signal.aborted) {
    await Promise.race([later(STEP_MS), gone])
    await compareNow(site, slug, book)
    comparisons++
  }
  // Now nothing is on its way, so that each number can only be one.
  await compareNow(site, slug, book)
  agent.destroy()
  requireEachOnce(told.numbers)

  const sorted = (times: number[]) => times.toSorted((a, b) => a - b)
  return {
    ...piece,
    from,
    signed: book.signs.answered,
    confirmed: book.confirmations.answered,
    peak: { signed: busiestSecond(told.signs), confirmed: busiestSecond(told.confirmations) },
    lateMs: {
      signs: quantile(sorted(told.late.map(([sign]) => sign ?? 0)), 0.95),
      confirmations: quantile(
        sorted(told.late.flatMap(([, confirmation]) => confirmation ?? [])),
        0.95
      ),
      most: Math.max(0, ...told.late.flat()),
    },
    mailMs: quantile(sorted(told.mails), 0.95),
    comparisons,
  } satisfies Replayed
}

function requireEachOnce(numbers: number[]) {
  const sorted = numbers.toSorted((a, b) => a - b)
  const wrong = sorted.find((number, i) => number !== i + 1)
  if (wrong !== undefined) throw new Error(`number ${wrong} was told twice, or one was left out`)
}

function busiestSecond(times: number[]): number {
  const seconds = new Map<number, number>()
  for (const at of times) {
    const second = Math.floor(at / 1000)
    seconds.set(second, (seconds.get(second) ?? 0) + 1)
  }
  return Math.max(0, ...seconds.values())
}
