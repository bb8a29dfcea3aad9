import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { ask } from '../../src/ask'
import type { Letter } from '../../src/letters/letter'
import { REMOVAL_REASONS } from '../../src/ledger/entry'
import { milestonesOf } from '../../src/newsroom/milestones'

export type StoredCorrection = {
  ledger_to: number
  case_id: string
  kind: 'removal' | 'refusal' | 'reinstatement' | 'reconsideration'
  reason: (typeof REMOVAL_REASONS)[number]
  sentence: string
  number: number
  counted_before: number
  counted_after: number
  ledger_from: number
  at: number
}

const INVALIDATE = 0x04
const REINSTATE = 0x05
const SUMMARY = 0x10

/** All that a ledger's entries carry in common comes first; a target's eight bytes follow. */
const PAYLOAD = 22
const AFTER_TARGET = PAYLOAD + 8

/** A published size, its total and its time. */
type Published = { size: number; at: number; live: number }

/**
 * Checks that corrections and milestones say what the ledger's bytes say: each correction between
 * two neighbouring published sizes, each removal and reinstatement in one of them, each milestone
 * at the first size that reached it.
 */
export async function checkPublished(
  letter: Letter,
  entries: Uint8Array[],
  refused: number
): Promise<void> {
  const [corrections, milestones, checkpoints] = (
    await env.DB.batch(STORED.map((sql) => env.DB.prepare(sql).bind(letter.id)))
  ).map(({ results }) => results)
  const published = (checkpoints as { size: number; at: number }[]).map(({ size, at }) => ({
    size,
    at,
    live: liveIn(entries[size - 1]),
  }))
  checkCorrections(corrections as StoredCorrection[], entries, published, refused)
  expect(milestones).toEqual(milestonesIn(published, letter.goal))
  expect(await listedMilestones(letter)).toEqual(milestones)
}

/** The same as the letter's page reads them, from one row. */
async function listedMilestones({ id }: Pick<Letter, 'id'>) {
  const [milestones] = await ask(env.DB, milestonesOf(env.DB, { id }))
  return milestones
    .map(({ number, reachedAt, ledgerSize }) => ({ number, at: reachedAt, size: ledgerSize }))
    .toSorted((a, b) => a.number - b.number)
}

export async function storedCorrections({ id }: Pick<Letter, 'id'>): Promise<StoredCorrection[]> {
  const { results } = await env.DB.prepare(STORED[0] ?? '')
    .bind(id)
    .all<StoredCorrection>()
  return results
}

const STORED = [
  'SELECT * FROM correction WHERE letter_id = ? ORDER BY ledger_to, at, case_id, kind, reason',
  `SELECT number, reached_at AS at, ledger_size AS size FROM milestone
   WHERE letter_id = ? ORDER BY number`,
  'SELECT size, at FROM checkpoint WHERE letter_id = ? ORDER BY size',
]

function checkCorrections(
  corrections: StoredCorrection[],
  entries: Uint8Array[],
  published: Published[],
  refused: number
) {
  const sum = (kind: StoredCorrection['kind']) =>
    corrections.filter((one) => one.kind === kind).reduce((all, { number }) => all + number, 0)
  expect({
    removals: sum('removal'),
    reinstatements: sum('reinstatement'),
    refusals: sum('refusal') - sum('reconsideration'),
  }).toEqual({
    removals: entries.filter((bytes) => bytes[1] === INVALIDATE).length,
    reinstatements: entries.filter((bytes) => bytes[1] === REINSTATE).length,
    refusals: refused,
  })

  for (const one of corrections) {
    const index = published.findIndex(({ size }) => size === one.ledger_from)
    const before = published[index]
    const isOfHeld = one.kind === 'refusal' || one.kind === 'reconsideration'
    const after = isOfHeld ? before : published[index + 1]
    expect(one).toMatchObject({
      counted_before: before?.live,
      counted_after: after?.live,
      ledger_to: after?.size,
      ...(isOfHeld ? {} : { at: after?.at, number: countIn(entries, one) }),
    })
    expect(one.sentence).not.toBe('')
  }
}

/** How many entries of a correction's commit are of its kind, case and reason. */
function countIn(entries: Uint8Array[], one: StoredCorrection): number {
  const type = one.kind === 'reinstatement' ? REINSTATE : INVALIDATE
  const positions = entries.keys().filter((at) => one.ledger_from <= at && at < one.ledger_to)
  return [...positions].filter((at) => {
    const bytes = entries[at]
    if (bytes?.[1] !== type) return false
    const reason = REMOVAL_REASONS[reasonCode(entries, at) - 1]
    return reason === one.reason && caseIn(bytes, type === REINSTATE ? 0 : 1) === one.case_id
  }).length
}

/** Why the entry at a position, or the one that it takes back, removed its target. */
function reasonCode(entries: Uint8Array[], at: number): number {
  const target = entries[at]?.slice(PAYLOAD, AFTER_TARGET).toHex()
  const removal = entries
    .slice(0, at + 1)
    .findLast(
      (bytes) => bytes[1] === INVALIDATE && bytes.slice(PAYLOAD, AFTER_TARGET).toHex() === target
    )
  return removal?.[AFTER_TARGET] ?? 0
}

function caseIn(bytes: Uint8Array, skip: number): string {
  const hex = bytes.slice(AFTER_TARGET + skip, AFTER_TARGET + skip + 16).toHex()
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function milestonesIn(published: Published[], goal: number | null) {
  const worth = [100, 250, 500, 1000, 2500, ...(goal ? [goal] : [])]
  return [...new Set(worth)]
    .toSorted((a, b) => a - b)
    .flatMap((number) => {
      const first = published.find(({ live }) => live >= number)
      return first ? [{ number, at: first.at, size: first.size }] : []
    })
}

function liveIn(bytes: Uint8Array | undefined): number {
  if (!bytes || bytes[1] !== SUMMARY) throw new Error('A published size does not end in a SUMMARY.')
  return Number.parseInt(bytes.slice(PAYLOAD, AFTER_TARGET).toHex(), 16)
}
