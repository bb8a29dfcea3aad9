import { describe, expect, it } from 'vitest'
import {
  formatNote,
  openNote,
  parseNote,
  signNote,
  type NoteSignature,
} from '../../src/ledger/note'
import { formatVkey, parseVkey, type VerifierKey } from '../../src/ledger/vkey'
import vectors from '../vectors/notes.json'
import { refusal } from './refusal'
import { aSeededSigner } from './seeded-signer'

const { specification, rotating } = vectors

const example = await parseVkey(specification.vkey)
const [current, previous] = await signersOf(rotating.vkeys)
const stranger = await aSeededSigner('stranger.example', new Uint8Array(32).fill(9))

const text = 'Something worth signing.\n'

/** Who signed a note, as verifier keys in text; or the rule by which it is rejected. */
async function signersIn(note: string, keys: VerifierKey[]): Promise<string[] | string> {
  let signers: string[] = []
  const verdict = await refusal(async () => {
    signers = (await openNote(note, keys)).signedBy.map(formatVkey)
  })
  return verdict === 'accepted' ? signers : verdict
}

describe('a signed note', () => {
  it('opens if it is the example of the specification', async () => {
    const opened = await openNote(specification.note, [example])

    expect(opened).toEqual({ text: specification.text, signedBy: [example] })
  })

  it('is signed as another program signs it, byte for byte, also by two keys of one name', async () => {
    const parts = parseNote(rotating.note)
    const witness = parts.signatures[1]
    const [first, second] = await signNote(rotating.text, [current, previous])
    const signatures = [first, witness, second].filter((one) => one !== undefined)

    expect(parts.text).toBe(rotating.text)
    expect(formatNote(rotating.text, signatures)).toBe(rotating.note)
    expect(formatNote(parts.text, parts.signatures)).toBe(rotating.note)
  })

  it('names the known keys that signed it, and passes over the others', async () => {
    const [newer, older] = rotating.vkeys

    expect(await signersIn(rotating.note, [current])).toEqual([newer])
    expect(await signersIn(rotating.note, [previous])).toEqual([older])
    expect(await signersIn(rotating.note, [previous, current])).toEqual([newer, older])
    expect(await signersIn(rotating.note, [example, previous])).toEqual([older])
    expect(await signersIn(rotating.note, [example])).toBe('unknown-key')
    expect(await signersIn(rotating.note, [])).toBe('unknown-key')
  })

  it('passes over a key that shares only its name, or only its id, with a known one', async () => {
    const [good] = await signNote(text, [stranger])
    const sameName = { name: current.name, id: Uint8Array.of(1, 2, 3, 4) }
    const sameId = { name: 'another.example', id: current.id }
    const others = [sameName, sameId].map((one) => ({ ...one, signature: new Uint8Array(64) }))

    expect(await signersIn(noteOf(...others, good), [current, stranger])).toEqual([
      formatVkey(stranger),
    ])
    expect(await signersIn(noteOf(...others), [current])).toBe('unknown-key')
  })

  it('is rejected for one bad signature of a known key, wherever it stands', async () => {
    const [good, other] = await signNote(text, [current, previous])
    const [elsewhere] = await signNote('Something else.\n', [current])

    for (const signatures of [
      [elsewhere],
      [elsewhere, good],
      [good, elsewhere],
      [other, elsewhere],
      [good, other, elsewhere],
    ]) {
      expect(await signersIn(noteOf(...signatures), [current, previous])).toBe('bad-signature')
    }
    // Who does not know the key can't tell.
    expect(await signersIn(noteOf(other, elsewhere), [previous])).toEqual([formatVkey(previous)])
  })

  it('counts a key once that signed twice', async () => {
    const [good] = await signNote(text, [current])

    expect(await signersIn(noteOf(good, good), [current])).toEqual([formatVkey(current)])
  })

  it.each([0, 1, 63, 65, 68, 128])(
    'is rejected for a known key’s signature of %i bytes',
    async (n) => {
      const [good] = await signNote(text, [current])
      const signature = Uint8Array.from({ length: n }, (_, i) => good?.signature[i] ?? 0)
      const { name, id } = current

      const verdict = await signersIn(noteOf({ name, id, signature }), [current])

      expect(verdict).toBe(n === 0 ? 'bad-note' : 'bad-signature')
    }
  )

  it('has at most 16 signatures', async () => {
    const [good] = await signNote(text, [current])
    const [unknown] = await signNote(text, [stranger])
    const fifteen = Array.from({ length: 15 }, () => unknown)

    expect(await signersIn(noteOf(...fifteen, good), [current])).toHaveLength(1)
    expect(await signersIn(noteOf(...fifteen, good, unknown), [current])).toBe('bad-note')
    expect(await signersIn(noteOf(...fifteen, unknown, good), [current])).toBe('bad-note')
  })

  it.each([
    ['a', 1],
    ['é', 2],
    ['—', 3],
    ['𝄞', 4],
  ])('has at most 16 KB, counted in bytes: in %s', async (letter, bytes) => {
    const room = 16 * 1024 - utf8(formatNote('\n', await signed('\n'))).length
    const most = letter.repeat(Math.floor(room / bytes)) + 'a'.repeat(room % bytes)
    const [fits, exceeds] = await Promise.all([`${most}\n`, `${most}a\n`].map(noteSaying))

    expect(await signersIn(fits ?? '', [current])).toEqual([formatVkey(current)])
    expect(await signersIn(exceeds ?? '', [current])).toBe('bad-note')
  })

  it('may have empty lines, and what looks like signatures, in its text', async () => {
    const inner = await noteSaying(text)

    for (const one of ['a\n', '\n\n', 'a\n\nb\n', '— a b\n', inner, `${inner}\n\n${inner}`]) {
      const opened = await openNote(await noteSaying(one), [current])
      expect(opened).toEqual({ text: one, signedBy: [current] })
    }
  })
})

async function signersOf(vkeys: string[]) {
  const signers = rotating.seeds.map(async (seed, i) => {
    const { name } = await parseVkey(vkeys[i] ?? '')
    return aSeededSigner(name, Uint8Array.fromHex(seed))
  })
  const [one, other] = await Promise.all(signers)
  if (!one || !other) throw new Error('There are no two keys.')
  return [one, other] as const
}

function signed(one: string): Promise<NoteSignature[]> {
  return signNote(one, [current])
}

async function noteSaying(one: string): Promise<string> {
  return formatNote(one, await signed(one))
}

function utf8(one: string): Uint8Array {
  return new TextEncoder().encode(one)
}

function noteOf(...signatures: (NoteSignature | undefined)[]): string {
  return formatNote(
    text,
    signatures.filter((one) => one !== undefined)
  )
}
