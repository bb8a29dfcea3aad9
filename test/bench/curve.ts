import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

/** How many had signed at a moment, in seconds since 1970. */
type Reading = { at: number; count: number }

/** Of a curve: its readings, and how long each signer took to confirm, in seconds; null: never did. */
type Curve = { name: string; readings: Reading[]; delays: (number | null)[] }

/** Somebody signs at a time after the beginning, and confirms so much later, if at all; in seconds. */
export type Arrival = { at: number; delay: number | null }

/** The busiest stretch of a curve: so long, thinned to one of so many, and played so fast. */
export type Piece = {
  curve: 'petition' | 'letters'
  minutes: number
  oneOf: number
  speed: number
}

export type PlayedPiece = Piece & { from: string; arrivals: Arrival[] }

const folder = resolve(import.meta.dirname, '../curves')

/** Who comes when in a piece, in real time. The same at every run. */
export async function playOf(piece: Piece): Promise<PlayedPiece> {
  const letters = await readLetters()
  const { readings, delays } = piece.curve === 'letters' ? letters : await readPetition(letters)
  const seconds = piece.minutes * 60
  const from = busiest(readings, seconds)
  const random = seeded(piece.minutes * piece.speed)
  const first = Math.ceil(countAt(readings, from) / piece.oneOf)
  const last = Math.floor(countAt(readings, from + seconds) / piece.oneOf)
  const arrivals = Array.from({ length: last - first + 1 }, (_, i) => {
    const count = (first + i) * piece.oneOf
    const own = piece.curve === 'letters' ? count - 1 : Math.floor(random() * delays.length)
    return { at: timeOf(readings, count) - from, delay: delays[own] ?? null }
  })
  return { ...piece, from: new Date(from * 1000).toISOString(), arrivals }
}

/** Each signer is a reading of their own. */
async function readLetters(): Promise<Curve> {
  let [at, count] = [0, 0]
  const delays: (number | null)[] = []
  const readings = (await linesOf('open-letters-2020.txt')).map(([since = '', delay]) => {
    at += Number(since)
    delays.push(delay === '-' ? null : Number(delay))
    return { at, count: ++count }
  })
  return { name: 'open letters', readings, delays }
}

/** Nobody knows how long the petition's signers took: they are given the delays of the letters'. */
async function readPetition({ delays }: Curve): Promise<Curve> {
  let [at, count] = [0, 0]
  const readings: Reading[] = []
  for (const [since, more] of await linesOf('petition-241584.txt')) {
    at += Number(since)
    // Now and then some were taken out again.
    count += Math.max(0, Number(more))
    readings.push({ at, count })
  }
  return { name: 'petition', readings, delays }
}

async function linesOf(file: string): Promise<string[][]> {
  const text = await readFile(resolve(folder, file), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
}

/** Where the stretch of so many seconds begins in which most sign. */
function busiest(readings: Reading[], seconds: number): number {
  const signed = ({ at, count }: Reading) => countAt(readings, at + seconds) - count
  const most = readings.reduce((best, one) => (signed(one) > signed(best) ? one : best))
  return most.at
}

/** How many had signed by then, evenly between two readings. */
function countAt(readings: Reading[], at: number): number {
  const next = readings.findIndex((one) => one.at >= at)
  const [before, after] = [readings[next - 1], readings[next]]
  if (!after) return readings.at(-1)?.count ?? 0
  if (!before) return after.count
  const part = (at - before.at) / (after.at - before.at || 1)
  return before.count + part * (after.count - before.count)
}

/** When so many had signed. */
function timeOf(readings: Reading[], count: number): number {
  const next = readings.findIndex((one) => one.count >= count)
  const [before, after] = [readings[next - 1], readings[next]]
  if (!after || !before) return after?.at ?? 0
  const part = (count - before.count) / (after.count - before.count)
  return before.at + part * (after.at - before.at)
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
