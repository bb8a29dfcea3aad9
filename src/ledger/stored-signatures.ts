import { joinBytes } from './bytes.ts'
import type { NoteSignature } from './note.ts'

const ID_LENGTH = 4
const LENGTH = ID_LENGTH + 64

/** Signatures of one name as a ledger stores them: key id and signature, one behind the other. */
export function packSignatures(signatures: NoteSignature[]): Uint8Array<ArrayBuffer> {
  return joinBytes(...signatures.flatMap(({ id, signature }) => [id, signature]))
}

/** The same, read back under their name. */
export function unpackSignatures(name: string, stored: Uint8Array): NoteSignature[] {
  return Array.from({ length: Math.floor(stored.length / LENGTH) }, (_, i) => {
    const bytes = stored.slice(i * LENGTH, (i + 1) * LENGTH)
    return { name, id: bytes.slice(0, ID_LENGTH), signature: bytes.slice(ID_LENGTH) }
  })
}
