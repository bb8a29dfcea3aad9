import { describe, expect, it, vi } from 'vitest'
import { audit, type LogReader } from '../../src/ledger/audit'
import { fromHex } from '../../src/ledger/hex'
import { formatNote, signNote } from '../../src/ledger/note'
import { encodeBundle, type Bundle } from '../../src/ledger/tile'
import { parseVkey } from '../../src/ledger/vkey'
import vectors from '../vectors/ledger.json'
import { refusal } from './refusal'
import {
  aConfirm,
  aLedgerOf,
  an,
  aSigner,
  aSummary,
  aText,
  hashLike,
  ORIGIN,
  UUID,
  withOneBitChanged,
} from './signed'

const CASE = 'cccccccc-cccc-cccc-cccc-cccccccccccc'
const vectorEntries = vectors.entries.map(({ entry_hex: hex }) => fromHex(hex))

/** A reader of these entries under any checkpoint. */
function readerOf(entries: Uint8Array[], checkpoint: string): LogReader {
  return {
    checkpoint: async () => checkpoint,
    bundle: async ({ number, width }) => {
      return encodeBundle(entries.slice(number * 256, number * 256 + width))
    },
  }
}

/** A text, so many signatures, and their SUMMARY. */
function signatures(count: number): Uint8Array[] {
  return [aText(), ...Array.from({ length: count }, () => aConfirm()), aSummary(count)]
}

describe('an audit', () => {
  it.each([
    [5, { live: 3, confirmed: 3, withdrawn: 0, removed: 0 }],
    [8, { live: 1, confirmed: 3, withdrawn: 1, removed: 1 }],
    [11, { live: 3, confirmed: 4, withdrawn: 1, removed: 0 }],
  ] as const)('finds what the vectors say at size %d', async (size, totals) => {
    const keys = [await parseVkey(vectors.vkey)]

    const found = await audit(readerOf(vectorEntries, vectors.checkpoints[size]), keys)

    expect(found).toMatchObject({
      origin: vectors.origin,
      size,
      root: fromHex(vectors.roots_hex[size] ?? ''),
      totals,
      closed: false,
      anonymisedBefore: 0,
      signedBy: keys,
      totalsAt: new Map(),
    })
    expect(found.texts).toEqual([vectorEntries[0]?.slice(24)])
    expect(found.hours.size).toBe({ 5: 1, 8: 2, 11: 3 }[size])
    expect(found.replay.size).toBe(size)
  })

  it('tells the totals of earlier sizes that were asked for', async () => {
    const keys = [await parseVkey(vectors.vkey)]
    const reader = readerOf(vectorEntries, vectors.checkpoints[11])

    const { totalsAt } = await audit(reader, keys, { at: [8, 5, 11, 12, 0, 2 ** 53] })

    expect(totalsAt).toEqual(
      new Map([
        [5, { live: 3, confirmed: 3, withdrawn: 0, removed: 0 }],
        [8, { live: 1, confirmed: 3, withdrawn: 1, removed: 1 }],
        [11, { live: 3, confirmed: 4, withdrawn: 1, removed: 0 }],
      ])
    )
  })

  it('audits the checkpoint that it is given, and asks for no other', async () => {
    const keys = [await parseVkey(vectors.vkey)]
    const reader = readerOf(vectorEntries, vectors.checkpoints[11])
    const asked = vi.spyOn(reader, 'checkpoint')

    const found = await audit(reader, keys, { checkpoint: vectors.checkpoints[8] })

    expect(found.size).toBe(8)
    expect(asked).not.toHaveBeenCalled()
  })

  it('says that a ledger is closed, and how far back it is anonymous', async () => {
    const { reader, keys } = await aLedgerOf([
      ...signatures(2),
      an({ type: 'close' }),
      an({ type: 'anonymise', before: 4 }),
      aSummary(2),
    ])

    expect(await audit(reader, keys)).toMatchObject({ closed: true, anonymisedBefore: 4 })
  })

  it.each([255, 256, 257, 512, 513, 2000])('reads a ledger of %d entries', async (size) => {
    const { reader, keys } = await aLedgerOf(signatures(size - 2))
    const progress: [number, number][] = []

    const onProgress = (done: number, of: number) => void progress.push([done, of])
    const { totals } = await audit(reader, keys, { onProgress })

    expect(totals.live).toBe(size - 2)
    expect(progress.at(-1)).toEqual([size, size])
    expect(progress.map(([done]) => done)).toEqual(
      Array.from({ length: Math.ceil(size / 256) }, (_, i) => Math.min(size, (i + 1) * 256))
    )
  })

  it('asks for a few bundles ahead, whichever of them comes first', async () => {
    const { reader, keys } = await aLedgerOf(signatures(5000))
    const asked: number[] = []
    let waiting = 0
    let most = 0
    const slow: LogReader = {
      ...reader,
      bundle: async (bundle) => {
        asked.push(bundle.number)
        most = Math.max(most, ++waiting)
        await new Promise((resolve) => setTimeout(resolve, bundle.number % 3 === 0 ? 6 : 1))
        waiting--
        return reader.bundle(bundle)
      },
    }

    expect((await audit(slow, keys)).totals.live).toBe(5000)
    expect(asked).toEqual([...Array(20).keys()])
    expect(most).toBeGreaterThan(2)
    expect(most).toBeLessThanOrEqual(8)
  })
})

describe('an audit refuses', () => {
  it.each([
    ['one confirmed too many', [aText(), aConfirm(), aSummary(2)], 'summary-is-wrong'],
    ['one confirmed too few', [aText(), aConfirm(), aSummary(0)], 'summary-is-wrong'],
    ['one removed, that was not', [aText(), aConfirm(), aSummary(1, 0, 1)], 'summary-is-wrong'],
    [
      'an earlier total that was wrong, though the last is right',
      [aText(), aConfirm(), aSummary(2), aConfirm(), aSummary(2)],
      'summary-is-wrong',
    ],
    [
      'a signature counted after the ledger was closed',
      [aText(), an({ type: 'close' }), aConfirm(), aSummary(1)],
      'confirm-after-close',
    ],
    [
      'a removal of what is not there',
      [aText(), an({ type: 'invalidate', target: 0, reason: 'legal', caseId: CASE }), aSummary(0)],
      'target-not-live',
    ],
    [
      'totals that were never summed up',
      [aText(), aSummary(0), aConfirm()],
      'no-summary-at-the-end',
    ],
    ['a ledger of nothing', [], 'no-summary-at-the-end'],
    [
      'an entry longer than any may be',
      [aText(), new Uint8Array(65535).fill(1), aSummary(0)],
      'wrong-length',
    ],
    ['an entry without bytes', [aText(), new Uint8Array(), aSummary(0)], 'wrong-length'],
  ])('%s, signed as it is', async (_, entries, rule) => {
    const { reader, keys } = await aLedgerOf(entries)

    expect(await refusal(() => audit(reader, keys))).toBe(rule)
  })

  it('a broken rule far down a long ledger, and says where it is', async () => {
    const entries = signatures(1000).with(700, aConfirm(2))
    const { reader, keys } = await aLedgerOf(entries)

    await expect(audit(reader, keys)).rejects.toThrow('Entry 700: ')
  })

  it('a ledger forked from the one that was signed', async () => {
    const signer = await aSigner()
    const ours = await aLedgerOf(signatures(600), signer)
    const other = an({ type: 'confirm', edition: 1, commitment: hashLike(7) })
    const theirs = await aLedgerOf(signatures(600).with(300, other), signer)
    const checkpoint = await ours.checkpoint()

    expect(await refusal(() => audit(theirs.reader, [signer]))).toBe('accepted')
    expect(await refusal(() => audit(theirs.reader, [signer], { checkpoint }))).toBe('wrong-root')
  })

  it('entries in another order', async () => {
    const other = an({ type: 'confirm', edition: 1, commitment: hashLike(7) })
    const { checkpoint, keys } = await aLedgerOf([aText(), aConfirm(), other, aSummary(2)])
    const reader = readerOf([aText(), other, aConfirm(), aSummary(2)], await checkpoint())

    expect(await refusal(() => audit(reader, keys))).toBe('wrong-root')
  })

  it('entries that break a rule but were never signed, for not being those that were', async () => {
    const { checkpoint, keys } = await aLedgerOf(signatures(3))
    const reader = readerOf(signatures(3).with(4, aSummary(4)), await checkpoint())

    expect(await refusal(() => audit(reader, keys))).toBe('wrong-root')
  })

  it('any changed bit of any entry', async () => {
    const keys = [await parseVkey(vectors.vkey)]
    const bundle = encodeBundle(vectorEntries)

    for (const { at, changed } of withOneBitChanged(bundle)) {
      const reader = {
        checkpoint: async () => vectors.checkpoints[11],
        bundle: async () => changed,
      }
      const rule = await refusal(() => audit(reader, keys))
      expect(rule, `byte ${at}`).toMatch(/^(wrong-root|bad-bundle|bundle-too-(short|long))$/)
    }
  }, 30_000)

  it.each([
    ['an entry too few', (all: Uint8Array[]) => all.slice(0, -1), 'bundle-too-short'],
    ['an entry too many', (all: Uint8Array[]) => [...all, aConfirm()], 'bundle-too-long'],
    ['none at all', () => [], 'bundle-too-short'],
  ])('a bundle with %s', async (_, change, rule) => {
    const { reader, keys } = await aLedgerOf(signatures(400))
    const changed = {
      ...reader,
      bundle: async ({ number, width }: Bundle) => {
        const all = signatures(400).slice(number * 256, number * 256 + width)
        return encodeBundle(number === 1 ? change(all) : all)
      },
    }

    expect(await refusal(() => audit(changed, keys))).toBe(rule)
    await expect(audit(changed, keys)).rejects.toThrow('tile/entries/001.p/146 has ')
  })

  it.each([
    ['a byte cut off', (bytes: Uint8Array) => bytes.slice(0, -1)],
    ['a byte behind the last entry', (bytes: Uint8Array) => Uint8Array.of(...bytes, 0)],
    ['a page instead', () => new TextEncoder().encode('<!doctype html><title>Not found</title>')],
  ])('a bundle with %s', async (_, change) => {
    const { reader, keys } = await aLedgerOf(signatures(5))
    const changed = { ...reader, bundle: async (at: Bundle) => change(await reader.bundle(at)) }

    expect(await refusal(() => audit(changed, keys))).toBe('bad-bundle')
  })

  it('a checkpoint that no known key has signed, before it reads any entry', async () => {
    const { reader, keys } = await aLedgerOf(signatures(5))
    const read = vi.spyOn(reader, 'bundle')
    const stranger = await aSigner()

    expect(await refusal(() => audit(reader, [stranger]))).toBe('unknown-key')
    expect(await refusal(() => audit(reader, []))).toBe('unknown-key')
    const checkpoint = (await reader.checkpoint()).replace('\n7\n', '\n8\n')
    expect(await refusal(() => audit(reader, keys, { checkpoint }))).toBe('bad-signature')
    expect(read).not.toHaveBeenCalled()
  })

  it('a ledger that is another letter’s than its name says', async () => {
    const signer = await aSigner(ORIGIN.replace(UUID, UUID.replace('0', '1')))
    const { reader } = await aLedgerOf(signatures(5), signer)

    expect(await refusal(() => audit(reader, [signer]))).toBe('wrong-letter')
  })

  it('a ledger whose name names no letter', async () => {
    const signer = await aSigner('letters.example')
    const { reader } = await aLedgerOf(signatures(5), signer)

    expect(await refusal(() => audit(reader, [signer]))).toBe('bad-origin')
  })

  it('a checkpoint of a size that can’t be counted to', async () => {
    const signer = await aSigner()
    const text = `${ORIGIN}\n9007199254740993\n${vectors.checkpoints[5].split('\n')[2]}\n`
    const checkpoint = formatNote(text, await signNote(text, [signer]))
    const { reader } = await aLedgerOf(signatures(5), signer)

    expect(await refusal(() => audit(reader, [signer], { checkpoint }))).toBe('bad-checkpoint')
  })

  it('the largest size there is at the first bundle that is not whole', async () => {
    const signer = await aSigner()
    const text = `${ORIGIN}\n9007199254740991\n${vectors.checkpoints[5].split('\n')[2]}\n`
    const checkpoint = formatNote(text, await signNote(text, [signer]))
    const { reader } = await aLedgerOf(signatures(300), signer)

    expect(await refusal(() => audit(reader, [signer], { checkpoint }))).toBe('bundle-too-short')
  })
})

describe('a reader that fails', () => {
  it('is not taken for a ledger that does', async () => {
    const { reader, keys } = await aLedgerOf(signatures(5000))
    const gone = new Error('The network is down.')
    const failing = (from: number): LogReader => ({
      ...reader,
      // Several fail at once, and those asked for ahead of need fail after the audit is over.
      bundle: async (bundle) => {
        if (bundle.number < from) return reader.bundle(bundle)
        await new Promise((resolve) => setTimeout(resolve, bundle.number))
        throw gone
      },
    })

    await expect(audit(failing(0), keys)).rejects.toBe(gone)
    await expect(audit(failing(7), keys)).rejects.toBe(gone)
    await new Promise((resolve) => setTimeout(resolve, 30))
  })

  it('stops the audit if it has no checkpoint', async () => {
    const gone = new Error('The network is down.')
    const { reader, keys } = await aLedgerOf(signatures(5))
    const failing = { ...reader, checkpoint: () => Promise.reject(gone) }

    await expect(audit(failing, keys)).rejects.toBe(gone)
  })

  it('may be stopped by whoever watches the progress', async () => {
    const { reader, keys } = await aLedgerOf(signatures(1000))
    const stop = new Error('Stopped.')
    const onProgress = (done: number) => {
      if (done >= 512) throw stop
    }

    await expect(audit(reader, keys, { onProgress })).rejects.toBe(stop)
  })
})
