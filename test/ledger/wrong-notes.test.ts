import { describe, expect, it } from 'vitest'
import { formatNote, openNote, parseNote } from '../../src/ledger/note'
import { parseVkey } from '../../src/ledger/vkey'
import vectors from '../vectors/notes.json'
import { everyChangeOf } from './changes'
import { refusal } from './refusal'

const { specification, edgeCases } = vectors
const known = await parseVkey(specification.vkey)

const LINE = specification.note.split('\n').at(-2) ?? ''
const [DASH = '', NAME = '', BLOB = ''] = LINE.split(' ')

describe('a note', () => {
  it('is rejected after any accident to its text or its only signature', async () => {
    const accepted: string[] = []
    const verdicts = new Set<string>()
    for (const changed of everyChangeOf(specification.note)) {
      const verdict = await refusal(() => openNote(changed, [known]))
      if (verdict === 'accepted') accepted.push(changed)
      verdicts.add(verdict)
    }

    expect(accepted).toEqual([])
    expect([...verdicts].toSorted()).toEqual([
      'bad-note',
      'bad-signature',
      'not-base64',
      'unknown-key',
    ])
  })

  it.each([
    ['nothing', ['', '\n', '\n\n', '\n\n\n', ' ']],
    ['no signature', ['text\n', 'text\n\n', 'text\n\n\n']],
    ['no empty line', [`text\n${LINE}\n`, `${LINE}\n`, `\n${LINE}\n`]],
    ['nothing before the empty line', [`\n\n${LINE}`, `${LINE}\n\n`]],
    ['no newline at its end', [`text\n\n${LINE}`, `text\n\n${LINE}\n${LINE}`]],
    [
      'something behind its signatures',
      [`text\n\n${LINE}\n\n`, `text\n\n${LINE}\ntext\n`, `text\n\n${LINE}\ntext`],
    ],
    ['spaces behind its signatures', [`text\n\n${LINE} \n`, `text\n\n${LINE}\n \n`]],
    ['lines that end as on Windows', [`text\r\n\r\n${LINE}\r\n`, `text\n\n${LINE}\r\n`]],
    ['control characters in its text', ['\t', '\r', '\0', '\u001b', '\u007f'].map(saying)],
    ['half a character in its text', ['\ud800', '\udc00', '\udc00\ud800'].map(saying)],
    ['control characters by its name', [`text\n\n${DASH} na\tme ${BLOB}\n`]],
    ['a name with a space', [`text\n\n${DASH} na me ${BLOB}\n`, `text\n\n${DASH} na me ${BLOB}\n`]],
    ['a name with some other space', ['\u00a0', '\u2003', '\u3000', '\u2028'].map(named)],
    ['a name with a plus', [named('+')]],
    ['no name', [`text\n\n${DASH}  ${BLOB}\n`, `text\n\n${DASH} ${BLOB}\n`]],
    ['another dash', ['-', '--', '–', '―', '', '\u2014\u2014'].map(dashed)],
    ['no space behind its dash', [`text\n\n${DASH}${NAME} ${BLOB}\n`]],
    ['two spaces', [`text\n\n${DASH}  ${NAME} ${BLOB}\n`, `text\n\n${DASH} ${NAME}  ${BLOB}\n`]],
    ['no bytes', [`text\n\n${DASH} ${NAME}\n`, `text\n\n${DASH} ${NAME} \n`]],
    ['too few bytes', [`text\n\n${DASH} ${NAME} AAAA\n`, `text\n\n${DASH} ${NAME} AAAAAA==\n`]],
  ])('is rejected with %s', async (_, notes) => {
    const verdicts = await Promise.all(notes.map((note) => refusal(() => parseNote(note))))

    expect(verdicts).toEqual(notes.map(() => 'bad-note'))
  })

  it.each([
    ['without padding', BLOB.replaceAll('=', '')],
    ['with too much padding', `${BLOB}=`],
    ['with bits that say nothing', `${BLOB.slice(0, -2)}N=`],
    ['with something behind it', `${BLOB}AAAA`],
  ])('is rejected with a signature spelt %s', async (_, blob) => {
    const note = `${specification.text}\n${DASH} ${NAME} ${blob}\n`

    expect(BLOB).toMatch(/M=$/)
    expect(await refusal(() => openNote(note, [known]))).toMatch(/^(not-base64|bad-note)$/)
  })
})

describe('an Ed25519 signature that runtimes judge differently', () => {
  // Under keys of small order anyone can make signatures, and some runtimes let them pass.
  it.each(edgeCases.refused)('counts in none of them: $name', async (one) => {
    expect(await refusal(() => open(one))).toMatch(/^(bad-signature|bad-vkey)$/)
  })

  it('counts if nothing is wrong with it', async () => {
    expect((await open(edgeCases.good)).text).toBe(edgeCases.good.text)
  })
})

/** Opens the note that such a signature makes, with the key that it is said to be of. */
async function open(one: { publicKey: string; text: string; signature: string }) {
  const name = 'a.example'
  const typeAndKey = Uint8Array.of(1, ...Uint8Array.fromHex(one.publicKey))
  const named = Uint8Array.of(...new TextEncoder().encode(`${name}\n`), ...typeAndKey)
  const id = new Uint8Array(await crypto.subtle.digest('SHA-256', named)).slice(0, 4)
  const signature = Uint8Array.fromHex(one.signature)

  const key = await parseVkey(`${name}+${id.toHex()}+${typeAndKey.toBase64()}`)
  return openNote(formatNote(one.text, [{ name, id, signature }]), [key])
}

function saying(one: string): string {
  return `te${one}xt\n\n${LINE}\n`
}

function named(one: string): string {
  return `text\n\n${DASH} na${one}me ${BLOB}\n`
}

function dashed(one: string): string {
  return `text\n\n${one} ${NAME} ${BLOB}\n`
}
