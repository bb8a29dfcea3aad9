import { commit } from '../ledger/commitment'
import type { Letter } from '../letters/letter'
import { wantsShown } from '../signatures/off-display'
import { roleLabel } from '../signatures/signature'
import type { SignatureRow } from './row'

type Said = Pick<
  SignatureRow,
  | 'edition'
  | 'name'
  | 'role'
  | 'roleOther'
  | 'school'
  | 'public'
  | 'offDisplay'
  | 'salt'
  | 'addressMac'
>

/** The commitment that a signature's ledger entry holds. Needs its salt and its masked address. */
export async function commitmentOf(letter: Letter, row: Said): Promise<Uint8Array> {
  if (!row.salt || !row.addressMac) throw new Error('a signature without a salt has no commitment')
  return commit(Uint8Array.fromBase64(row.salt, { alphabet: 'base64url' }), {
    letterUuid: letter.uuid,
    edition: row.edition,
    public: wantsShown(row),
    name: row.name ?? '',
    email: row.addressMac,
    affiliation: affiliation(letter, row),
  })
}

/**
 * The role, by the label that the letter gives it now, and the school if any. Nothing changes a
 * letter's roles once its first edition is frozen, or else no earlier commitment would open.
 */
export function affiliation(
  letter: Pick<Letter, 'roles'>,
  row: Pick<SignatureRow, 'role' | 'roleOther' | 'school'>
): string {
  const role = roleLabel(letter, row.role ?? '', row.roleOther)
  return row.school ? `${role}, ${row.school}` : role
}
