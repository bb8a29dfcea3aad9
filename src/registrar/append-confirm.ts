import { asItMayCount } from './assure'
import { commitmentOf } from './commitment-of'
import type { Group } from './group'
import type { SignatureRow } from './row'

/**
 * Appends the CONFIRM of a signature as its row says it. Returns the row, now counted, with the
 * entry's position and the next signatory number.
 */
export async function appendConfirm(
  group: Group,
  row: SignatureRow,
  at: number
): Promise<SignatureRow> {
  const fitting = asItMayCount(group, row)
  const commitment = await commitmentOf(group.letter, row)
  const entry = group.draft.append({ type: 'confirm', edition: row.edition, commitment }, at)
  return { ...fitting, state: 'counted', entry, amended: null, number: group.draft.head.confirmed }
}
