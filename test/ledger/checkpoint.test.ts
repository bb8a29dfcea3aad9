import { describe, expect, it } from 'vitest'
import { checkpointText, openCheckpoint, parseCheckpoint } from '../../src/ledger/checkpoint'
import { formatNote, signNote } from '../../src/ledger/note'
import { parseVkey } from '../../src/ledger/vkey'
import vectors from '../vectors/ledger.json'
import notes from '../vectors/notes.json'
import { everyChangeOf } from './changes'
import { refusal } from './refusal'
import { aSeededSigner } from './seeded-signer'

const { origin } = vectors
const signer = await aSeededSigner(origin, Uint8Array.fromHex(vectors.seed_hex))
const other = await aSeededSigner('another.example/ledger', new Uint8Array(32).fill(9))
const next = await aSeededSigner(origin, new Uint8Array(32).fill(10))
const known = await parseVkey(vectors.vkey)

const published = Object.entries(vectors.checkpoints).map(([size, note]) => {
  const root = Uint8Array.fromHex(vectors.roots_hex[Number(size)] ?? '')
  return { size: Number(size), note, root }
})
const [, , { note: newest } = { note: '' }] = published

const ROOT = Uint8Array.fromHex(vectors.roots_hex[11] ?? '').toBase64()

describe('a checkpoint', () => {
  it.each(published)(
    'is signed as another program signs it: $size',
    async ({ size, root, note }) => {
      const text = checkpointText({ origin, size, root })

      expect(formatNote(text, await signNote(text, [signer]))).toBe(note)
    }
  )

  it.each(published)('says what it was made from: $size', async ({ size, root, note }) => {
    const opened = await openCheckpoint(note, [other, known, next])

    expect(opened).toEqual({ origin, size, root, signedBy: [known] })
  })

  it('may be signed by two keys while they change', async () => {
    const note = await noteSaying(`${origin}\n11\n${ROOT}\n`, [next, signer])

    expect((await openCheckpoint(note, [known])).signedBy).toEqual([known])
    expect((await openCheckpoint(note, [known, next])).signedBy).toEqual([next, known])
  })

  it('is signed in the name of its ledger, or by nobody', async () => {
    const note = await noteSaying(`${origin}\n11\n${ROOT}\n`, [other])
    const both = await noteSaying(`${origin}\n11\n${ROOT}\n`, [other, signer])

    expect(await refusal(() => openCheckpoint(note, [other, known]))).toBe('unknown-key')
    expect((await openCheckpoint(both, [other, known])).signedBy).toEqual([known])
    expect(await refusal(() => openCheckpoint(both, [other]))).toBe('unknown-key')
  })

  it('is rejected after any accident to it', async () => {
    const accepted: string[] = []
    for (const changed of everyChangeOf(newest)) {
      const verdict = await refusal(() => openCheckpoint(changed, [known]))
      if (!/^(bad-(note|signature|checkpoint)|not-base64|unknown-key)$/.test(verdict)) {
        accepted.push(`${verdict}: ${changed}`)
      }
    }

    expect(accepted).toEqual([])
  })

  it('is rejected if its signature is of another checkpoint', async () => {
    const [five, eight] = published
    const line = five?.note.split('\n').at(-2) ?? ''
    const swapped = eight?.note.replace(/— .*/, line) ?? ''

    expect(swapped).toContain(line)
    expect(await refusal(() => openCheckpoint(swapped, [known]))).toBe('bad-signature')
  })

  // Properly signed, and still no checkpoints.
  it.each([
    ['an extension line', [`${origin}\n11\n${ROOT}\nmore\n`, `${origin}\n11\n${ROOT}\na\nb\n`]],
    [
      'an empty line',
      [`${origin}\n11\n${ROOT}\n\n`, `${origin}\n\n11\n${ROOT}\n`, `${origin}\n11\n\n${ROOT}\n`],
    ],
    ['a line missing', [`${origin}\n11\n`, `${origin}\n${ROOT}\n`, `${origin}\n`]],
    ['lines in another order', [`${origin}\n${ROOT}\n11\n`]],
    ['zeros before its size', ['011', '0011', '00'].map(sized)],
    ['a sign before its size', ['+11', '-11', '-0', '+0'].map(sized)],
    ['spaces by its size', [' 11', '11 ', '1 1', '1_1', '1,1', '11\u00a0'].map(sized)],
    [
      'a size in other digits',
      ['0x0b', '0b1011', '1e1', '1.1e1', '11.0', '11n', '١١', '１１'].map(sized),
    ],
    ['no size', ['', 'NaN', 'Infinity', 'eleven'].map(sized)],
    [
      'a size that can’t be counted',
      ['9007199254740992', '18446744073709551615', '9'.repeat(400)].map(sized),
    ],
    ['a root too short or long', [rooted(31), rooted(33), rooted(0), rooted(64)]],
    ['spaces by its root', [`${origin}\n11\n ${ROOT}\n`, `${origin}\n11\n${ROOT} \n`]],
    ['a root spelt without padding', [`${origin}\n11\n${ROOT.slice(0, -1)}\n`]],
    ['a root spelt with bits that say nothing', [`${origin}\n11\n${ROOT.slice(0, -2)}h=\n`]],
    ['a root in hex', [`${origin}\n11\n${vectors.roots_hex[11]}\n`]],
  ])('is rejected with %s', async (_, texts) => {
    for (const text of texts) {
      const note = await noteSaying(text, [signer])
      const verdict = await refusal(() => openCheckpoint(note, [known]))
      expect(verdict, text).toMatch(/^(bad-checkpoint|not-base64)$/)
    }
  })

  it.each([
    ['has no origin', `\n11\n${ROOT}\n`],
    ['has a fourth line begun', `${origin}\n11\n${ROOT}\nmore`],
    ['ends without a newline', `${origin}\n11\n${ROOT}`],
    ['ends its lines as on Windows', `${origin}\r\n11\r\n${ROOT}\r\n`],
    ['is empty', ''],
    ['is newlines', '\n\n\n'],
  ])('is none if its text %s', async (_, text) => {
    expect(await refusal(() => parseCheckpoint(text))).toMatch(/^(bad-checkpoint|not-base64)$/)
  })

  it.each([0, 1, 9, 10, 2 ** 31, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER])(
    'holds sizes past what 32 bits count: %i',
    (size) => {
      const checkpoint = { origin, size, root: new Uint8Array(32).fill(7) }

      expect(parseCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint)
      expect(checkpointText(checkpoint)).toContain(`\n${BigInt(size)}\n`)
    }
  )

  it('is no other note', async () => {
    const key = await parseVkey(notes.specification.vkey)

    expect(await refusal(() => openCheckpoint(notes.specification.note, [key]))).toBe('unknown-key')
  })
})

function sized(size: string): string {
  return `${origin}\n${size}\n${ROOT}\n`
}

function rooted(length: number): string {
  return `${origin}\n11\n${new Uint8Array(length).toBase64()}\n`
}

async function noteSaying(text: string, signers: (typeof signer)[]): Promise<string> {
  return formatNote(text, await signNote(text, signers))
}
