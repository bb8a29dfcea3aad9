import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseCheckpoint, checkpointText, openCheckpoint } from '../../../src/ledger/checkpoint'
import { decodeEntry } from '../../../src/ledger/decode-entry'
import { encodeEntry, REMOVAL_REASONS, type Entry } from '../../../src/ledger/entry'
import { formatKeyFile, parseKeyFile } from '../../../src/ledger/key-file'
import { formatNote, parseNote } from '../../../src/ledger/note'
import { checkReceipt } from '../../../src/ledger/receipt'
import { readReceipt } from '../../../src/ledger/read-receipt'
import { Rejected } from '../../../src/ledger/rejected'
import {
  bundlePath,
  decodeBundle,
  encodeBundle,
  parseTilePath,
  tilePath,
} from '../../../src/ledger/tile'
import { checkTotal, formatTlogProof, parseTlogProof } from '../../../src/ledger/tlog-proof'
import { formatVkey, parseVkey, verifierKey } from '../../../src/ledger/vkey'
import { aLedgerOf, aConfirm, aSigner, aSummary, aText } from '../../ledger/signed'
import { runs, words } from './words'

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
const place = fc.nat(2 ** 31 - 1)
const uuid = fc.uuid()
const anEntry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({ type: fc.constant('text'), edition: fc.nat(65535), textHash: hash }),
  fc.record({ type: fc.constant('confirm'), edition: fc.nat(65535), commitment: hash }),
  fc.record({ type: fc.constant('withdraw'), target: place }),
  fc.record({
    type: fc.constant('invalidate'),
    target: place,
    reason: fc.constantFrom(...REMOVAL_REASONS),
    caseId: uuid,
  }),
  fc.record({ type: fc.constant('reinstate'), target: place, caseId: uuid }),
  fc.record({ type: fc.constant('amend'), target: place, commitment: hash }),
  fc.record({ type: fc.constant('close') }),
  fc.record({ type: fc.constant('anonymise'), before: place }),
  fc.record({
    type: fc.constant('summary'),
    totals: fc.record({ confirmed: place, withdrawn: fc.constant(0), removed: fc.constant(0) }),
  })
) as fc.Arbitrary<Entry>

/** Takes it, or rejects it as its kind is rejected; whatever else is thrown fails the test. */
async function readOrReject(read: () => unknown) {
  try {
    await read()
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
  }
}

/** A text with one place of it made another. */
const spoilt = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(3), words)
    .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length))

describe('what a ledger is read from', () => {
  let checkpoint: string
  let proof: string
  let vkey: string
  let keys: Awaited<ReturnType<typeof parseKeyFile>>
  beforeAll(async () => {
    const signer = await aSigner()
    const entries = [aText(), aConfirm(), aSummary(1)]
    const ledger = await aLedgerOf(entries, signer)
    checkpoint = await ledger.checkpoint()
    proof = formatTlogProof({ ...(await ledger.proof(2)), extra: entries[2] ?? null })
    vkey = formatVkey(signer)
    keys = [signer]
    await checkTotal(proof, keys)
  })

  it('is taken or rejected, whatever bytes or words it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 120 }),
        words,
        fc.jsonValue(),
        async (bytes, text, json) => {
          await readOrReject(() => decodeEntry(bytes))
          await readOrReject(() => decodeBundle(bytes))
          for (const read of [
            parseCheckpoint,
            parseNote,
            parseVkey,
            parseKeyFile,
            parseTlogProof,
          ]) {
            await readOrReject(() => read(text))
          }
          await readOrReject(() => openCheckpoint(text, keys))
          await readOrReject(() => readReceipt(json))
          await readOrReject(() => checkReceipt(json, keys))
          parseTilePath(text)
        }
      ),
      runs(600)
    )
  })

  it('is taken or rejected where a good one was spoilt', async () => {
    const each = [checkpoint, proof, vkey, formatKeyFile([{ vkey, comment: 'A key' }])]
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(...each.map(spoilt)),
        async ([note = '', total = '', key = '', file = '']) => {
          await readOrReject(() => openCheckpoint(note, keys))
          await readOrReject(() => checkTotal(total, keys))
          await readOrReject(() => parseVkey(key))
          await readOrReject(() => parseKeyFile(file))
        }
      ),
      runs(150)
    )
  })

  it('says what was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        uuid,
        fc.nat(2_400_000_000 - 1),
        anEntry,
        hash,
        place,
        async (letterUuid, hour, entry, root, size) => {
          const bytes = encodeEntry(letterUuid, hour, entry)
          expect(decodeEntry(bytes)).toEqual({ letterUuid, hour, entry })
          expect(decodeBundle(encodeBundle([bytes, root, bytes]))).toEqual([bytes, root, bytes])

          const head = { origin: `letters.example/ledger/${letterUuid}`, size, root }
          expect(parseCheckpoint(checkpointText(head))).toEqual(head)
          const proven = { extra: bytes, index: size, hashes: [root, root], checkpoint: 'a\n\nb\n' }
          expect(parseTlogProof(formatTlogProof(proven))).toEqual(proven)
          const signature = {
            name: head.origin,
            id: root.slice(0, 4),
            signature: Uint8Array.of(...root, ...root),
          }
          expect(parseNote(formatNote(checkpointText(head), [signature])).signatures).toEqual([
            signature,
          ])
          const key = await verifierKey(head.origin, root)
          expect(await parseVkey(formatVkey(key))).toEqual(key)
        }
      ),
      runs(100)
    )
  })

  it('has one address for each tile and bundle', () => {
    fc.assert(
      fc.property(
        fc.nat(63),
        fc.nat(2 ** 40),
        fc.integer({ min: 1, max: 256 }),
        (level, number, width) => {
          expect(parseTilePath(tilePath({ level, number, width }))).toEqual({
            tile: { level, number, width },
          })
          expect(parseTilePath(bundlePath({ number, width }))).toEqual({
            bundle: { number, width },
          })
        }
      ),
      runs(200)
    )
  })
})
