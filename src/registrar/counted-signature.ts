import type { Letter } from '../letters/letter'
import { roleLabel, schoolLabel } from '../signatures/signature'
import type { SignatureRow } from './row'

/** A counted signature as its own signer sees it. */
export type CountedSignature = {
  id: string
  number: number
  entry: number
  name: string
  role: string
  school: string | null
  public: boolean
  edition: number
  confirmedAt: number
  keepsAddress: boolean
}

export function countedSignature(letter: Letter, row: SignatureRow): CountedSignature {
  return {
    id: row.id,
    number: row.number ?? 0,
    entry: row.entry ?? 0,
    name: row.name ?? '',
    role: roleLabel(letter, row.role ?? '', row.roleOther),
    school: schoolLabel(letter, row.role ?? '', row.school),
    public: row.public === 1,
    edition: row.edition,
    confirmedAt: row.confirmedAt ?? 0,
    keepsAddress: row.keptAddress !== null,
  }
}
