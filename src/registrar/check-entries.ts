import { decodeEntry } from '../ledger/decode-entry'
import type { Entry, LedgerTotals } from '../ledger/entry'
import type { Letter } from '../letters/letter'
import type { Head } from './row'

/** What new entries follow: the letter and the head as they were read, and the head's last entry. */
export type Before = { letter: Letter; head: Head; last: Uint8Array | undefined }

type State = LedgerTotals & { hour: number; edition: number; isFinished: boolean }

/** Entries that no replay would take. What is stored is whole; whatever asked for them is not. */
export class BadEntries extends Error {}

/**
 * Checks that new entries keep the rules of a replay from the head as it was read, and that their
 * SUMMARY is right. `isConfirm` knows the earlier entries that signatures point at. Throws
 * BadEntries.
 */
export function checkEntries(
  { letter, head }: Omit<Before, 'last'>,
  added: Uint8Array[],
  isConfirm: (position: number) => boolean
) {
  const state: State = {
    hour: head.hour,
    confirmed: head.confirmed,
    withdrawn: head.withdrawn,
    removed: head.removed,
    edition: letter.edition,
    isFinished: letter.finishedAt !== null,
  }
  const confirms = new Set<number>()
  for (const [i, bytes] of added.entries()) {
    const { letterUuid, hour, entry } = decodeEntry(bytes)
    demand(
      letterUuid === letter.uuid && hour >= state.hour,
      'an entry is of another letter or hour'
    )
    state.hour = hour
    follow(state, entry, (target) => confirms.has(target) || isConfirm(target))
    if (entry.type === 'confirm') confirms.add(head.size + i)
  }
}

/**
 * Checks that the head says no other totals and no other hour than the SUMMARY it stands behind.
 * Throws an Error that says what does not fit.
 */
export function checkLast({ letter, head, last }: Before) {
  const said = last && decodeEntry(last)
  const sums = said?.entry.type === 'summary' ? said.entry.totals : null
  const empty = { confirmed: 0, withdrawn: 0, removed: 0 }
  const totals = head.size === 0 ? empty : sums
  const isOurs = head.size === 0 || (said?.letterUuid === letter.uuid && said.hour === head.hour)
  if (!isOurs) throw new Error('the last entry is of another letter or hour than the head')
  if (totals === null || !sameTotals(totals, head)) {
    throw new Error('the head’s totals are not those that its last entry sums up')
  }
}

function follow(state: State, entry: Entry, isConfirm: (target: number) => boolean) {
  switch (entry.type) {
    case 'text':
      demand(entry.edition === state.edition + 1 && !state.isFinished, 'a text is out of order')
      state.edition = entry.edition
      return
    case 'confirm':
      demand(entry.edition === state.edition && !state.isFinished, 'a CONFIRM is out of order')
      state.confirmed += 1
      return
    case 'summary':
      return demand(sameTotals(entry.totals, state), 'the new SUMMARY is wrong')
    case 'withdraw':
      state.withdrawn += 1
      return demand(isConfirm(entry.target), 'a WITHDRAW aims at no CONFIRM')
    case 'invalidate':
      state.removed += 1
      return demand(isConfirm(entry.target), 'an INVALIDATE aims at no CONFIRM')
    case 'reinstate':
      state.removed -= 1
      return demand(isConfirm(entry.target), 'a REINSTATE aims at no CONFIRM')
    case 'amend':
      return demand(isConfirm(entry.target), 'an AMEND aims at no CONFIRM')
    case 'close':
      demand(!state.isFinished, 'the ledger was closed before')
      state.isFinished = true
  }
}

function sameTotals(a: LedgerTotals, b: LedgerTotals): boolean {
  return a.confirmed === b.confirmed && a.withdrawn === b.withdrawn && a.removed === b.removed
}

function demand(holds: boolean, problem: string) {
  if (!holds) throw new BadEntries(problem)
}
