import type { RemovalReason } from '../ledger/entry'

/** What a case did to one signature. The reason of what undoes another is that of the other. */
export type Decision = {
  kind: 'removal' | 'refusal' | 'reinstatement' | 'reconsideration'
  reason: RemovalReason
  caseId: string
  sentence: string
}

/** What everyone reads about a removal or a refusal if nothing else is said. */
export const STANDARD_SENTENCES: Record<RemovalReason, string> = {
  automated: 'Signed by a program, not by the person named.',
  'duplicate-person': 'Signed more than once by the same person.',
  impersonation: 'Signed in the name of somebody who had not agreed to it.',
  'false-eligibility': 'Signed in a role or with a school that was not the signer’s.',
  legal: 'The law requires it.',
  'operator-error': 'Puts right a mistake of ours.',
}

export const STANDARD_REINSTATEMENT = 'Looked at again: the removal was a mistake.'

export const STANDARD_RECONSIDERATION = 'Looked at again: being checked once more.'
