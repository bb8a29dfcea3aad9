import { newSignatureId } from '../signatures/signature'
import type { Group } from './group'
import { MOST_IDENTIFIED } from './read-rows'
import { NO_ASSURANCE, NOBODY, type SignatureRow } from './row'

/** `before` is a position of the ledger: of the entries below it nobody shall be known. */
export type AnonymiseAct = { verb: 'anonymise'; before: number; at: number }

export type Anonymisation =
  | { outcome: 'anonymised' }
  | { outcome: 'anonymising' }
  | { outcome: 'not-finished' }
  | { outcome: 'beyond-ledger' }

/**
 * Destroys what says who stands behind the entries before a position, 500 signatures at a time:
 * `anonymising` asks to be asked again. Who counts goes on counting, without a name; who no longer
 * does is deleted. The batch that comes to the last of them appends ANON.
 *
 * That is exact: a row holds one salt, of the CONFIRM that it points at and of the AMENDs behind
 * that. Who signed again got another salt, so that nothing opens what they signed before.
 */
export function anonymise(group: Group, act: AnonymiseAct): Anonymisation {
  const { head } = group.draft
  if (act.before <= head.anonymised) return { outcome: 'anonymised' }
  if (group.letter.finishedAt === null) return { outcome: 'not-finished' }
  const isPosition = Number.isSafeInteger(act.before) && act.before <= head.size
  if (!isPosition) return { outcome: 'beyond-ledger' }

  for (const row of group.identified(act.before).slice(0, MOST_IDENTIFIED)) forget(group, row)
  if (group.moreIdentified) return { outcome: 'anonymising' }
  group.draft.append({ type: 'anonymise', before: act.before }, act.at)
  return { outcome: 'anonymised' }
}

function forget(group: Group, row: SignatureRow) {
  group.erased.add(row.id)
  if (row.emailKey) {
    group.emptyPending(row.emailKey)
    group.forgotten.add(row.emailKey)
  }
  if (row.state !== 'counted') return group.remove(row)
  const { role, country, authority, phase, schoolType, assurance } = row
  const place = { authority, phase, schoolType }
  group.change(row, { ...NOBODY, ...UNKNOWN, role, country, ...place, assurance })
  group.renamed.set(row.id, anonymousId(group.letter.id))
}

const UNKNOWN = {
  ...NO_ASSURANCE,
  emailKey: null,
  domainKey: null,
  salt: null,
  addressMac: null,
  risk: null,
} satisfies Partial<SignatureRow>

/** An id that no mailed link holds. The tilde sorts it behind all others of its letter. */
function anonymousId(letterId: number): string {
  return newSignatureId(letterId).replace('.', '.~')
}
