import type { RemovalReason } from '../../ledger/entry'
import type { Correction, CorrectionKind } from '../../newsroom/corrections'
import { signatures } from '../ui/number'

const REASONS: Record<RemovalReason, string> = {
  automated: 'signed by a program',
  'duplicate-person': 'the same person more than once',
  impersonation: 'in somebody else’s name',
  'false-eligibility': 'a role or school that was not the signer’s',
  legal: 'a legal reason',
  'operator-error': 'a mistake of ours',
}

const KINDS: Record<CorrectionKind, string> = {
  removal: 'removed',
  refusal: 'refused',
  reinstatement: 'counted again',
  reconsideration: 'looked at again',
}

/** Of what takes another back the reason is that of the other. */
export const EARLIER: Partial<Record<CorrectionKind, string>> = {
  reinstatement: 'removed earlier',
  reconsideration: 'refused earlier',
}

/** The class of a case, in a few words. */
export function reasonInWords(reason: RemovalReason): string {
  return REASONS[reason]
}

/** "Removed", "Refused", "Counted again" or "Looked at again". */
export function kindInWords(kind: CorrectionKind): string {
  const words = KINDS[kind]
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** "14 signatures removed (why: the same person more than once)", without a full stop. */
export function correctionInWords(one: Pick<Correction, 'kind' | 'reason' | 'number'>): string {
  const what = `${signatures(one.number)} ${KINDS[one.kind]}`
  return `${what} (${EARLIER[one.kind] ?? 'why'}: ${REASONS[one.reason]})`
}
