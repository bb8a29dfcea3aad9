import { readOffDisplay, wantsShown, type OffDisplay } from '../signatures/off-display'
import { roleLabel, schoolLabel } from '../signatures/signature'
import type { Group } from './group'
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
  /** Why the name is not shown though its signer wants it to be; null: it is as they want. */
  offDisplay: OffDisplay | null
  edition: number
  /** SHA-256 of the words signed, in hex; null if there is a newer edition by now. */
  textSha256: string | null
  confirmedAt: number
  assurance: string
  /** Why, as a key. */
  assuredBecause: string | null
  keepsAddress: boolean
}

export function countedSignature(
  { letter, newestText }: Pick<Group, 'letter' | 'newestText'>,
  row: SignatureRow
): CountedSignature {
  return {
    id: row.id,
    number: row.number ?? 0,
    entry: row.entry ?? 0,
    name: row.name ?? '',
    role: roleLabel(letter, row.role ?? '', row.roleOther),
    school: schoolLabel(letter, row.role ?? '', row.school),
    public: wantsShown(row),
    offDisplay: readOffDisplay(row.offDisplay),
    edition: row.edition,
    textSha256: row.edition === letter.edition ? newestText : null,
    confirmedAt: row.confirmedAt ?? 0,
    assurance: row.assurance,
    assuredBecause: row.assuredBecause,
    keepsAddress: row.keptAddress !== null,
  }
}
