import { beforeAll, describe, expect, it } from 'vitest'
import { toBase64, utf8 } from '../../src/ledger/bytes'
import { fromHex } from '../../src/ledger/hex'
import {
  checkEntry,
  checkTotal,
  formatTlogProof,
  parseTlogProof,
  type TlogProof,
} from '../../src/ledger/tlog-proof'
import { parseVkey, type VerifierKey } from '../../src/ledger/vkey'
import vectors from '../vectors/ledger.json'
import { refusal } from './refusal'
import {
  aConfirm,
  aLedgerOf,
  an,
  aSigner,
  aSummary,
  aText,
  HOUR,
  hashLike,
  ORIGIN,
  withOneBitChanged,
} from './signed'

const TOTAL = vectors.summary_proof_11
const entries = vectors.entries.map(({ entry_hex: hex }) => fromHex(hex))

let keys: VerifierKey[]
beforeAll(async () => {
  keys = [await parseVkey(vectors.vkey)]
})

/** The vectors’ proof that an entry is in the tree of 11. */
function vectorProof(position: number): TlogProof {
  const { index, proof_b64: hashes } =
    vectors.receipt_inclusion.find(({ index }) => index === position) ?? {}
  if (index === undefined || !hashes) throw new Error(`No vector proves ${position}.`)
  return {
    extra: null,
    index,
    hashes: hashes.map((hash) => Uint8Array.fromBase64(hash)),
    checkpoint: vectors.checkpoints[11],
  }
}

describe('a proof', () => {
  it('is written and read as the vectors have it', () => {
    const proof = parseTlogProof(TOTAL)

    expect(proof.extra?.toHex()).toBe(vectors.entries[10]?.entry_hex)
    expect(proof.index).toBe(10)
    expect(proof.hashes.map(toBase64)).toEqual([
      'PNYkqOVQvBXmp3eh4t9H6VEaZvNCFTX53NPDUW7aLPQ=',
      '96+R70+GY+tu/LMwBECDQZJ6GyCc4udI7vaXcAjKYQ0=',
    ])
    expect(proof.checkpoint).toBe(vectors.checkpoints[11])
    expect(formatTlogProof(proof)).toBe(TOTAL)
  })

  it.each([
    ['without extra', { extra: null, index: 5, hashes: [hashLike(1)] }],
    ['with an extra of no bytes', { extra: new Uint8Array(), index: 5, hashes: [hashLike(1)] }],
    ['of the only entry', { extra: null, index: 0, hashes: [] }],
    ['at the last index there is', { extra: null, index: 2 ** 53 - 1, hashes: [] }],
    ['as long as may be', { extra: null, index: 1, hashes: Array(63).fill(hashLike(9)) }],
  ])('is read as it was written: %s', (_, parts) => {
    const proof = { ...parts, checkpoint: vectors.checkpoints[11] }

    expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof)
  })

  const [, , , first = '', second = ''] = TOTAL.split('\n')
  it.each([
    ['nothing', ''],
    ['no checkpoint', TOTAL.split('\n\n')[0] ?? ''],
    ['another version', TOTAL.replace('@v1', '@v2')],
    ['a space before it', ` ${TOTAL}`],
    ['a mark of byte order before it', `\ufeff${TOTAL}`],
    ['Windows’ line ends', TOTAL.replaceAll('\n', '\r\n')],
    ['no index', TOTAL.replace('index 10\n', '')],
    ['an index twice', TOTAL.replace('index 10', 'index 10\nindex 10')],
    ['extra twice', TOTAL.replace('extra ', 'extra AAAA\nextra ')],
    ['extra behind the index', TOTAL.replace(/(extra .*\n)(index 10\n)/, '$2$1')],
    ['an unknown line', TOTAL.replace('index', 'time 1\nindex')],
    ['an index with a zero before it', TOTAL.replace('index 10', 'index 010')],
    ['an index with a sign', TOTAL.replace('index 10', 'index +10')],
    ['an index below the first', TOTAL.replace('index 10', 'index -1')],
    ['an index in other digits', TOTAL.replace('index 10', 'index 1e1')],
    ['an index with a point', TOTAL.replace('index 10', 'index 10.0')],
    ['an index with a space behind it', TOTAL.replace('index 10', 'index 10 ')],
    ['an index without digits', TOTAL.replace('index 10', 'index ')],
    ['an index of 2^53', TOTAL.replace('index 10', 'index 9007199254740992')],
    ['an index past 2^64', TOTAL.replace('index 10', 'index 18446744073709551616')],
    ['an extra that is not base64', TOTAL.replace('extra ARA', 'extra AR-')],
    ['an extra without its padding', TOTAL.replace('extra ARAA', 'extra ARA')],
    ['a hash of 31 bytes', TOTAL.replace(first, toBase64(hashLike(1).slice(1)))],
    ['a hash of 33 bytes', TOTAL.replace(first, toBase64(Uint8Array.of(1, ...hashLike(1))))],
    ['a hash spelt another way', TOTAL.replace('LPQ=', 'LPR=')],
    ['a hash with a space behind it', TOTAL.replace(second, `${second} `)],
    ['64 hashes', TOTAL.replace(`${first}\n`, `${first}\n`.repeat(63))],
    ['an empty line among its hashes', TOTAL.replace(`${first}\n`, `${first}\n\n`)],
    ['more than anyone has to read', TOTAL.replace('extra ', `extra ${'AAAA'.repeat(2 ** 14)}`)],
  ])('is refused: %s', async (_, text) => {
    expect(await refusal(() => checkTotal(text, keys))).toMatch(
      /^(bad-tlog-proof|bad-note|unknown-key)$/
    )
  })
})

describe('a published total', () => {
  it('is what the vectors’ proof says', async () => {
    const { root, signedBy, ...total } = await checkTotal(TOTAL, keys)

    expect(total).toEqual({
      origin: vectors.origin,
      size: 11,
      hour: vectors.hour + 2,
      live: 3,
      confirmed: 4,
      withdrawn: 1,
      removed: 0,
    })
    expect(root.toHex()).toBe(vectors.roots_hex[11])
    expect(signedBy).toEqual(keys)
  })

  it('fails if any bit of its proof is changed', async () => {
    // There is one signature and its key is known, so no byte is without weight.
    expect(await acceptedChanges(utf8(TOTAL), keys)).toEqual([])
  }, 30_000)

  it('fails if any part of its proof is missing', async () => {
    const lines = TOTAL.split('\n')
    for (const left of lines.keys()) {
      const text = lines.toSpliced(left, 1).join('\n')
      expect(await refusal(() => checkTotal(text, keys)), `line ${left}`).not.toBe('accepted')
    }
    for (let end = 0; end < TOTAL.length; end++) {
      expect(await refusal(() => checkTotal(TOTAL.slice(0, end), keys))).not.toBe('accepted')
    }
  }, 30_000)

  it('needs a key that is known', async () => {
    const stranger = await aSigner(vectors.origin)

    expect(await refusal(() => checkTotal(TOTAL, []))).toBe('unknown-key')
    expect(await refusal(() => checkTotal(TOTAL, [stranger]))).toBe('unknown-key')
  })

  it('is that of a ledger that another key has signed too', async () => {
    const [old, current] = [await aSigner(), await aSigner()]
    const ledger = await aLedgerOf([aText(), aConfirm(), aSummary(1)], current, old)
    const total = await ledger.proofWith(2)

    expect((await checkTotal(total, [old, current])).signedBy).toEqual([current, old])
    expect((await checkTotal(total, [old])).signedBy).toEqual([old])
  })

  it('gives no weight to the bytes of a signature by a key that is not known', async () => {
    const [known, unknown] = [await aSigner(), await aSigner()]
    const ledger = await aLedgerOf([aText(), aSummary(0)], known, unknown)
    const total = utf8(await ledger.proofWith(1))
    const [, own = []] = signatureLines(total)

    const accepted = await acceptedChanges(total, [known])

    // Whose it is and what it says; that it is a signature line at all still counts.
    expect(accepted.filter((at) => !own.includes(at))).toEqual([])
    expect(accepted.length).toBeGreaterThan(100)
  }, 30_000)

  it('gives weight to two known signatures, save to what says whose each of them is', async () => {
    const signers = [await aSigner(), await aSigner()]
    const ledger = await aLedgerOf([aText(), aSummary(0)], ...signers)
    const total = utf8(await ledger.proofWith(1))

    const accepted = await acceptedChanges(total, signers)

    // With another name or id, a signature is an unknown key's, and the other one holds. Base64
    // spells the four bytes of an id in the first six letters.
    const named = signatureLines(total).flatMap((line) => line.slice(4, 4 + ORIGIN.length + 1 + 6))
    expect(accepted.filter((at) => !named.includes(at))).toEqual([])
    expect(accepted.length).toBeGreaterThan(ORIGIN.length)
  }, 30_000)

  it.each([
    ['another entry than a SUMMARY', [aText(), aConfirm()], 1, 'no-total'],
    [
      'a SUMMARY that is not the last entry',
      [aText(), aSummary(0), aConfirm()],
      1,
      'total-is-not-last',
    ],
  ])('is refused: %s', async (_, entries, index, rule) => {
    const ledger = await aLedgerOf(entries)

    expect(await refusal(async () => checkTotal(await ledger.proofWith(index), ledger.keys))).toBe(
      rule
    )
  })

  it('is refused without a SUMMARY to prove', async () => {
    const ledger = await aLedgerOf([aText(), aSummary(0)])
    const proof = formatTlogProof(await ledger.proof(1))

    expect(await refusal(() => checkTotal(proof, ledger.keys))).toBe('no-total')
  })

  it('is refused if the SUMMARY is one that nobody signed', async () => {
    const ledger = await aLedgerOf([aText(), aConfirm(), aSummary(1)])
    const proof = { ...(await ledger.proof(2)), extra: aSummary(2) }

    expect(await refusal(() => checkTotal(formatTlogProof(proof), ledger.keys))).toBe(
      'bad-inclusion-proof'
    )
  })

  it('is refused if the ledger is another letter’s', async () => {
    const other = await aSigner(ORIGIN.replace(/f$/, 'e'))
    const ledger = await aLedgerOf([aText(), aSummary(0)], other)

    expect(await refusal(async () => checkTotal(await ledger.proofWith(1), [other]))).toBe(
      'wrong-letter'
    )
  })

  it.each([
    'letters.example',
    `${ORIGIN}/`,
    ORIGIN.toUpperCase(),
    `${ORIGIN}0`,
    'letters.example/ledger/1',
  ])('is refused if the ledger’s name names no letter: %s', async (origin) => {
    const signer = await aSigner(origin)
    const ledger = await aLedgerOf([aText(), aSummary(0)], signer)

    expect(await refusal(async () => checkTotal(await ledger.proofWith(1), [signer]))).toBe(
      'bad-origin'
    )
  })
})

describe('an entry', () => {
  it.each([1, 2, 3, 9])('is where the vectors’ proof says: %d', async (index) => {
    const entry = entries[index] ?? new Uint8Array()
    const proven = await checkEntry({ entry, proof: vectorProof(index), keys })

    expect(proven).toMatchObject({ origin: vectors.origin, size: 11, index, signedBy: keys })
    expect(proven.entry.type).toBe('confirm')
  })

  it('is not proven by the proof of another, at another index, or from another tree', async () => {
    const check = (position: number, change: Partial<TlogProof>) => {
      const entry = entries[position] ?? new Uint8Array()
      return refusal(() => checkEntry({ entry, proof: { ...vectorProof(1), ...change }, keys }))
    }

    expect(await check(1, {})).toBe('accepted')
    expect(await check(2, {})).toBe('bad-inclusion-proof')
    expect(await check(1, { index: 3 })).toBe('bad-inclusion-proof')
    expect(await check(1, { index: 2 ** 32 + 1 })).toBe('bad-inclusion-proof')
    expect(await check(1, { hashes: vectorProof(2).hashes })).toBe('bad-inclusion-proof')
    expect(await check(1, { hashes: vectorProof(1).hashes.slice(1) })).toBe('bad-inclusion-proof')
    expect(await check(1, { checkpoint: vectors.checkpoints[8] })).toBe('bad-inclusion-proof')
    expect(await check(1, { extra: entries[2] })).toBe('wrong-extra')
    expect(await check(1, { extra: entries[1] })).toBe('accepted')
  })

  it('is not proven if any bit of it is changed', async () => {
    const proof = vectorProof(9)
    for (const { at, changed: entry } of withOneBitChanged(entries[9] ?? new Uint8Array())) {
      expect(await refusal(() => checkEntry({ entry, proof, keys })), `byte ${at}`).toBe(
        'bad-inclusion-proof'
      )
    }
  }, 30_000)

  it('is not proven if any bit of its proof is changed', async () => {
    const entry = entries[9] ?? new Uint8Array()
    for (const { at, changed } of withOneBitChanged(utf8(formatTlogProof(vectorProof(9))))) {
      const text = new TextDecoder().decode(changed)
      const rule = await refusal(() => checkEntry({ entry, proof: parseTlogProof(text), keys }))
      expect(rule, `byte ${at}`).toMatch(/^(?!accepted$)[a-z0-9-]+$/)
    }
  }, 30_000)

  it('is refused if it can’t be read, though it was signed', async () => {
    const future = aConfirm()
    future[0] = 2
    const ledger = await aLedgerOf([aText(), future, an({ type: 'close' }, HOUR + 1)])
    const proof = await ledger.proof(1)

    expect(await refusal(() => checkEntry({ entry: future, proof, keys: ledger.keys }))).toBe(
      'unknown-version'
    )
  })
})

/** Where a bit of a total's proof can be changed without harm. Nothing but a rule may refuse it. */
async function acceptedChanges(total: Uint8Array, keys: VerifierKey[]): Promise<number[]> {
  const accepted = new Set<number>()
  for (const { at, changed } of withOneBitChanged(total)) {
    const rule = await refusal(() => checkTotal(new TextDecoder().decode(changed), keys))
    expect(rule, `byte ${at}`).toMatch(/^[a-z0-9-]+$/)
    if (rule === 'accepted') accepted.add(at)
  }
  return [...accepted]
}

/** The positions of the bytes of each signature line: a dash of three bytes, a space, and so on. */
function signatureLines(proof: Uint8Array): number[][] {
  const lines: number[][] = [[]]
  for (const [at, byte] of proof.entries()) {
    lines.at(-1)?.push(at)
    if (byte === 0x0a) lines.push([])
  }
  return lines.filter(([first = 0]) => proof[first] === 0xe2)
}
