import { describe, expect, it } from 'vitest'
import { fromHex } from '../../src/ledger/hex'
import { Replay } from '../../src/ledger/replay'
import vectors from '../vectors/ledger.json'
import { refusal } from './refusal'
import { aConfirm, an, aSummary, aText, hashLike, HOUR, UUID } from './signed'
import { replay as strangersReplay } from './stranger'

const CASE = 'cccccccc-cccc-cccc-cccc-cccccccccccc'
const OTHER = '00112233-4455-6677-8899-aabbccddeefe'

const withdraw = (target: number) => an({ type: 'withdraw', target })
const invalidate = (target: number) => {
  return an({ type: 'invalidate', target, reason: 'automated', caseId: CASE })
}
const reinstate = (target: number) => an({ type: 'reinstate', target, caseId: CASE })
const amend = (target: number) => an({ type: 'amend', target, commitment: hashLike(0xa0) })
const close = () => an({ type: 'close' })
const anonymise = (before: number) => an({ type: 'anonymise', before })

const confirmed = (edition: number, hour: number, letterUuid = UUID) => {
  return an({ type: 'confirm', edition, commitment: hashLike(1) }, hour, letterUuid)
}

function replayOf(entries: Uint8Array[]) {
  const replay = new Replay(UUID)
  for (const entry of entries) replay.add(entry)
  return replay
}

/** Two signatures, at 1 and 2, to the first edition. */
const two = [aText(), aConfirm(), aConfirm()]

describe('a replay', () => {
  it('comes to what the vectors’ entries say', () => {
    const replay = replayOf(vectors.entries.map(({ entry_hex: hex }) => fromHex(hex)))

    expect(replay.totals()).toEqual({ live: 3, confirmed: 4, withdrawn: 1, removed: 0 })
    expect(replay.hours()).toEqual(
      new Map([
        [490896, { confirmed: 3, withdrawn: 0, removed: 0, reinstated: 0 }],
        [490897, { confirmed: 0, withdrawn: 1, removed: 1, reinstated: 0 }],
        [490898, { confirmed: 1, withdrawn: 0, removed: 0, reinstated: 1 }],
      ])
    )
    expect(replay.texts()).toEqual([fromHex(vectors.entries[0]?.entry_hex.slice(48) ?? '')])
    expect([1, 2, 3, 9].map((position) => replay.standing(position))).toEqual([
      'live',
      'withdrawn',
      'live',
      'live',
    ])
    expect(replay.size).toBe(11)
    expect(replay.endsWithSummary).toBe(true)
  })

  it('knows the newest correction of a signature', () => {
    const replay = replayOf([...two, amend(1), amend(1)])

    expect(replay.amendedBy(1)).toBe(4)
    expect(replay.amendedBy(2)).toBeNull()
  })

  it('says what each entry says, and where it stands', () => {
    const replay = replayOf(two)

    expect(replay.add(amend(1))).toEqual({
      letterUuid: UUID,
      hour: HOUR,
      entry: { type: 'amend', target: 1, commitment: hashLike(0xa0) },
      position: 3,
    })
  })

  it('follows a signature through all that can become of it', () => {
    const replay = replayOf(two)
    const after = (entry: Uint8Array) => {
      replay.add(entry)
      return [replay.standing(1), replay.isLive(1), replay.totals().live]
    }

    expect(after(invalidate(1))).toEqual(['invalidated', false, 1])
    expect(after(reinstate(1))).toEqual(['live', true, 2])
    expect(after(amend(1))).toEqual(['live', true, 2])
    expect(after(invalidate(1))).toEqual(['invalidated', false, 1])
    expect(after(reinstate(1))).toEqual(['live', true, 2])
    expect(after(withdraw(1))).toEqual(['withdrawn', false, 1])
    expect(replay.totals()).toEqual({ live: 1, confirmed: 2, withdrawn: 1, removed: 0 })
    expect(replay.hours()).toEqual(
      new Map([[HOUR, { confirmed: 2, withdrawn: 1, removed: 2, reinstated: 2 }]])
    )
  })

  it('lets signatures be taken back, corrected and put back after the ledger is closed', () => {
    const replay = replayOf([...two, close()])

    for (const entry of [amend(1), withdraw(1), invalidate(2), reinstate(2), aSummary(2, 1)]) {
      replay.add(entry)
    }

    expect(replay.closed).toBe(true)
    expect(replay.totals().live).toBe(1)
  })

  it('says how far back what identifies signers is gone', () => {
    const replay = replayOf([...two, close()])
    expect(replay.anonymisedBefore).toBe(0)

    replay.add(anonymise(3))
    expect(replay.anonymisedBefore).toBe(3)

    replay.add(anonymise(2))
    expect(replay.anonymisedBefore).toBe(3)
  })

  it('knows whether its totals were published', () => {
    const replay = replayOf(two)
    expect(replay.endsWithSummary).toBe(false)

    replay.add(aSummary(2))
    expect(replay.endsWithSummary).toBe(true)

    replay.add(close())
    expect(replay.endsWithSummary).toBe(false)
  })

  it('gives away nothing by which it could be changed', () => {
    const replay = replayOf(two)

    replay.totals().confirmed = 7
    replay.hours().clear()
    const [inHour] = replay.hours().values()
    if (inHour) inHour.confirmed = 7
    replay.texts().pop()

    replay.add(aSummary(2))
    expect(replay.hours().get(HOUR)?.confirmed).toBe(2)
    expect(replay.texts()).toHaveLength(1)
  })

  it.each([-1, 0.5, 3, 2 ** 31, 2 ** 32 + 1, 2 ** 53, Number.NaN, Infinity])(
    'knows of no signature at %d',
    (position) => {
      expect(replayOf(two).standing(position)).toBeNull()
    }
  )

  it('agrees with a stranger’s on a long ledger of everything that may happen', () => {
    const ours = new Replay(UUID)
    const entries: Uint8Array[] = []
    const add = (entry: Uint8Array) => {
      ours.add(entry)
      entries.push(entry)
    }
    const chance = seeded(17)
    const positions = (standing: string) => {
      return entries.keys().filter((position) => ours.standing(position) === standing)
    }
    const one = (standing: string) => {
      const all = [...positions(standing)]
      return all[Math.floor(chance() * all.length)]
    }

    add(aText())
    for (let step = 1; step < 3000; step++) {
      const hour = HOUR + Math.floor(step / 50)
      const [live, gone, roll] = [one('live'), one('invalidated'), chance()]
      const edition = ours.texts().length
      if (roll < 0.02) add(an({ type: 'text', edition: edition + 1, textHash: hashLike(2) }, hour))
      else if (roll < 0.15 && live) add(an({ type: 'withdraw', target: live }, hour))
      else if (roll < 0.25 && live) {
        add(an({ type: 'invalidate', target: live, reason: 'legal', caseId: CASE }, hour))
      } else if (roll < 0.32 && gone) {
        add(an({ type: 'reinstate', target: gone, caseId: CASE }, hour))
      } else if (roll < 0.4 && live) {
        add(an({ type: 'amend', target: live, commitment: hashLike(3) }, hour))
      } else add(confirmed(edition, hour))
      if (chance() < 0.2) add(an({ type: 'summary', totals: ours.totals() }, hour))
    }
    add(an({ type: 'close' }, HOUR + 60))
    add(an({ type: 'anonymise', before: 1000 }, HOUR + 60))
    add(an({ type: 'summary', totals: ours.totals() }, HOUR + 60))

    const theirs = strangersReplay(UUID, entries)
    expect({ ...ours.totals() }).toEqual({
      live: theirs.live.size,
      confirmed: theirs.confirmed,
      withdrawn: theirs.withdrawn,
      removed: theirs.removed.size,
    })
    expect([...positions('live')]).toEqual([...theirs.live.keys()].sort((a, b) => a - b))
    expect([...positions('invalidated')]).toEqual([...theirs.removed.keys()].sort((a, b) => a - b))
    expect(ours.hours()).toEqual(theirs.hours)
    expect(ours.texts().map((hash) => hash.toHex())).toEqual(theirs.texts)
    expect([ours.closed, ours.anonymisedBefore]).toEqual([theirs.closed, theirs.anonymisedBefore])
    expect(theirs.removed.size).toBeGreaterThan(10)
  })
})

// Of each rule: what came before, what breaks it and only it, and what could have come instead.
const RULES: [string, string, Uint8Array[], Uint8Array, Uint8Array][] = [
  ['first-entry-is-not-text', 'a SUMMARY', [], aSummary(0), aText()],
  ['first-entry-is-not-text', 'a CONFIRM', [], aConfirm(), aText()],
  ['first-entry-is-not-text', 'a CLOSE', [], close(), aText()],
  ['edition-out-of-order', 'the second edition first', [], aText(2), aText()],
  ['edition-out-of-order', 'an edition before the first', [], aText(0), aText()],
  ['edition-out-of-order', 'the same edition again', [aText()], aText(1), aText(2)],
  ['edition-out-of-order', 'an edition left out', [aText()], aText(3), aText(2)],
  ['wrong-letter', 'another letter', [aText()], confirmed(1, HOUR, OTHER), aConfirm()],
  ['hour-goes-back', 'an hour too early', two, confirmed(1, HOUR - 1), confirmed(1, HOUR)],
  [
    'hour-goes-back',
    'an hour that only the newest entry has left behind',
    [...two, confirmed(1, HOUR + 5)],
    confirmed(1, HOUR + 4),
    confirmed(1, HOUR + 5),
  ],
  ['confirm-of-another-edition', 'the one before', [aText(), aText(2)], aConfirm(1), aConfirm(2)],
  ['confirm-of-another-edition', 'one that is not there', two, aConfirm(2), aConfirm(1)],
  ['confirm-after-close', 'a CONFIRM', [...two, close()], aConfirm(), withdraw(1)],
  ['text-after-close', 'a new edition', [...two, close()], aText(2), withdraw(1)],
  ['closed-twice', 'another CLOSE', [...two, close()], close(), aSummary(2)],
  [
    'target-not-live',
    'a WITHDRAW of a withdrawn one',
    [...two, withdraw(1)],
    withdraw(1),
    withdraw(2),
  ],
  [
    'target-not-live',
    'a WITHDRAW of a removed one',
    [...two, invalidate(1)],
    withdraw(1),
    withdraw(2),
  ],
  ['target-not-live', 'a WITHDRAW of the text', two, withdraw(0), withdraw(1)],
  ['target-not-live', 'a WITHDRAW of a SUMMARY', [...two, aSummary(2)], withdraw(3), withdraw(2)],
  ['target-not-live', 'a WITHDRAW of an AMEND', [...two, amend(1)], withdraw(3), withdraw(1)],
  [
    'target-not-live',
    'an INVALIDATE of a removed one',
    [...two, invalidate(1)],
    invalidate(1),
    invalidate(2),
  ],
  [
    'target-not-live',
    'an INVALIDATE of a withdrawn one',
    [...two, withdraw(1)],
    invalidate(1),
    invalidate(2),
  ],
  ['target-not-live', 'an INVALIDATE of the text', two, invalidate(0), invalidate(1)],
  ['target-not-live', 'an AMEND of a withdrawn one', [...two, withdraw(1)], amend(1), amend(2)],
  ['target-not-live', 'an AMEND of a removed one', [...two, invalidate(1)], amend(1), amend(2)],
  ['target-not-live', 'an AMEND of the text', two, amend(0), amend(1)],
  [
    'target-not-invalidated',
    'a REINSTATE of a live one',
    [...two, invalidate(1)],
    reinstate(2),
    reinstate(1),
  ],
  [
    'target-not-invalidated',
    'a REINSTATE of a withdrawn one',
    [...two, withdraw(2), invalidate(1)],
    reinstate(2),
    reinstate(1),
  ],
  [
    'target-not-invalidated',
    'a REINSTATE of one reinstated',
    [...two, invalidate(1), reinstate(1)],
    reinstate(1),
    withdraw(1),
  ],
  [
    'target-not-invalidated',
    'a REINSTATE of the text',
    [...two, invalidate(1)],
    reinstate(0),
    reinstate(1),
  ],
  ['target-not-earlier', 'a WITHDRAW of itself', two, withdraw(3), withdraw(2)],
  ['target-not-earlier', 'a WITHDRAW of what is to come', two, withdraw(4), withdraw(2)],
  ['target-not-earlier', 'an INVALIDATE of itself', two, invalidate(3), invalidate(2)],
  ['target-not-earlier', 'an AMEND of itself', two, amend(3), amend(2)],
  [
    'target-not-earlier',
    'a REINSTATE of itself',
    [...two, invalidate(1)],
    reinstate(4),
    reinstate(1),
  ],
  // What 32 bits can't hold must not come round to entry 1.
  ['target-not-earlier', 'a target past 2^31', two, withdraw(2 ** 31 + 1), withdraw(1)],
  ['target-not-earlier', 'a target past 2^32', two, withdraw(2 ** 32 + 1), withdraw(1)],
  ['target-not-earlier', 'the largest target there is', two, withdraw(2 ** 53 - 1), withdraw(1)],
  ['number-too-large', 'a target past 2^53', two, withTarget('0020000000000001'), withdraw(1)],
  ['number-too-large', 'a target past 2^64', two, withTarget('ffffffffffffffff'), withdraw(1)],
  ['summary-is-wrong', 'one confirmed too many', two, aSummary(3), aSummary(2)],
  ['summary-is-wrong', 'one confirmed too few', two, aSummary(1), aSummary(2)],
  ['summary-is-wrong', 'one withdrawn too many', two, aSummary(2, 1), aSummary(2)],
  ['summary-is-wrong', 'one removed too many', two, aSummary(2, 0, 1), aSummary(2)],
  [
    'summary-is-wrong',
    'removed for withdrawn',
    [...two, withdraw(1)],
    aSummary(2, 0, 1),
    aSummary(2, 1, 0),
  ],
  [
    'summary-is-wrong',
    'the right live number of wrong ones',
    [...two, withdraw(1)],
    aSummary(1, 0),
    aSummary(2, 1),
  ],
  ['anonymise-out-of-range', 'itself', two, anonymise(4), anonymise(3)],
  ['anonymise-out-of-range', 'what is to come', two, anonymise(2 ** 32), anonymise(3)],
  ['summary-does-not-add-up', 'live is not what is left', two, badSum(), aSummary(2)],
  ['unknown-version', 'version 2', two, changed(aConfirm(), 0, 2), aConfirm()],
  ['unknown-type', 'type 9', two, changed(aConfirm(), 1, 9), aConfirm()],
  ['wrong-length', 'an entry cut short', two, aConfirm().slice(0, 55), aConfirm()],
  ['unknown-reason', 'reason 7', two, changed(invalidate(1), 30, 7), invalidate(1)],
]

describe('a rule of the ledger', () => {
  it.each(RULES)('is %s: refused is %s', async (rule, _, before, wrong, right) => {
    const replay = replayOf(before)
    const state = () => [
      replay.size,
      replay.totals(),
      replay.hours(),
      replay.texts(),
      replay.closed,
    ]
    const held = state()

    expect(await refusal(() => replay.add(wrong))).toBe(rule)
    expect(() => replay.add(wrong)).toThrow(`Entry ${before.length}: `)

    // What was refused has left no trace, and nothing else was wrong.
    expect(state()).toEqual(held)
    expect(replay.add(right).position).toBe(before.length)
  })

  it('is told in a sentence that names what it is about', () => {
    const replay = replayOf([...two, withdraw(1)])

    expect(() => replay.add(withdraw(1))).toThrow(
      'Entry 4: entry 1, of which it speaks, is withdrawn, not live.'
    )
    expect(() => replay.add(aSummary(2))).toThrow(
      'Entry 4: it sums up wrongly; 1 count: 2 confirmed, 1 withdrawn and 0 removed.'
    )
  })
})

function withTarget(hex: string): Uint8Array {
  const entry = withdraw(0)
  entry.set(fromHex(hex), 22)
  return entry
}

function badSum(): Uint8Array {
  return changed(aSummary(2), 29, 1)
}

function changed(entry: Uint8Array, at: number, byte: number): Uint8Array {
  const other = entry.slice()
  other[at] = byte
  return other
}

/** Numbers from 0 to 1 that look like chance and are the same every time. */
function seeded(seed: number) {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}
