import { fromBase64, joinBytes, toBase64, utf8 } from './bytes.ts'
import { Rejected } from './rejected.ts'
import { formatVkey, type VerifierKey } from './vkey.ts'

/** A key that signs notes under its name. */
export type NoteSigner = VerifierKey & { privateKey: CryptoKey }

/** One signature line: whose, and the 64 bytes. `id` are the 4 that tell keys of a name apart. */
export type NoteSignature = { name: string; id: Uint8Array; signature: Uint8Array }

const LARGEST_NOTE = 16 * 1024
/** As many as a reader of notes must accept. */
export const MOST_SIGNATURES = 16
const ID_LENGTH = 4
const SIGNATURE_LENGTH = 64

/** Signs a text that ends with a newline (C2SP signed-note, Ed25519), one signature a key. */
export function signNote(text: string, signers: NoteSigner[]): Promise<NoteSignature[]> {
  return Promise.all(
    signers.map(async ({ name, id, privateKey }) => {
      const signature = await crypto.subtle.sign('Ed25519', privateKey, utf8(text))
      return { name, id, signature: new Uint8Array(signature) }
    })
  )
}

/** The note: its text, an empty line, and a line for each signature. */
export function formatNote(text: string, signatures: NoteSignature[]): string {
  const lines = signatures.map(
    ({ name, id, signature }) => `— ${name} ${toBase64(joinBytes(id, signature))}\n`
  )
  return `${text}\n${lines.join('')}`
}

/** The parts of a note, nothing of it checked but its form. */
export function parseNote(note: string): { text: string; signatures: NoteSignature[] } {
  const end = note.lastIndexOf('\n\n') + 1
  const [text, lines] = [note.slice(0, end), note.slice(end + 1).split('\n')]
  demand(utf8(note).length <= LARGEST_NOTE, 'it is too long')
  demand(isPrintable(note), 'it has characters that no note may have')
  demand(text.length > 1 && lines.pop() === '', 'it is not a text, an empty line and signatures')
  demand(lines.length >= 1 && lines.length <= MOST_SIGNATURES, 'it has too few or many signatures')
  return { text, signatures: lines.map(readSignature) }
}

/**
 * The text of a note and who of the known keys signed it. Signatures of unknown keys are passed
 * over; a bad one of a known key, or none of any, rejects the note.
 */
export async function openNote(
  note: string,
  keys: VerifierKey[]
): Promise<{ text: string; signedBy: VerifierKey[] }> {
  const { text, signatures } = parseNote(note)
  const signedBy = new Set<VerifierKey>()
  for (const { name, id, signature } of signatures) {
    const key = keys.find((one) => one.name === name && sameId(one.id, id))
    if (!key) continue
    if (!(await isSignedBy(key, text, signature))) {
      throw new Rejected('bad-signature', `The signature of ${formatVkey(key)} is not right.`)
    }
    signedBy.add(key)
  }
  if (signedBy.size > 0) return { text, signedBy: [...signedBy] }
  throw new Rejected('unknown-key', 'No known key has signed this.')
}

async function isSignedBy(key: VerifierKey, text: string, signature: Uint8Array): Promise<boolean> {
  if (signature.length !== SIGNATURE_LENGTH) return false
  try {
    const raw = joinBytes(key.publicKey)
    const publicKey = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', publicKey, joinBytes(signature), utf8(text))
  } catch {
    return false
  }
}

function readSignature(line: string): NoteSignature {
  const [, name = '', blob = ''] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? []
  demand(name !== '', 'a signature line is not one')
  const bytes = fromBase64(blob)
  demand(bytes.length > ID_LENGTH, 'a signature is too short')
  return { name, id: bytes.slice(0, ID_LENGTH), signature: bytes.slice(ID_LENGTH) }
}

function sameId(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((byte, i) => byte === b[i])
}

/** No control characters but the newline, and no text that was broken on its way. */
function isPrintable(note: string): boolean {
  return note.isWellFormed() && !/\p{Cc}|\ufffd/u.test(note.replaceAll('\n', ''))
}

function demand(holds: boolean, problem: string) {
  if (!holds) throw new Rejected('bad-note', `This is no signed note: ${problem}.`)
}
