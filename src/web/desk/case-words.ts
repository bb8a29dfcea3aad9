import type { CaseState, Criteria, Noticed, SignatureCase } from '../../cases/case'
import { PATTERN_WORDS } from '../../pattern-words'
import type { RiskReason } from '../../gate/risk'
import type { RemovalReason } from '../../ledger/entry'
import type { Letter } from '../../letters/letter'
import { roleLabel } from '../../signatures/signature'
import { ukMoment } from '../../uk-time'
import { formatNumber, signatures } from '../ui/number'

/** Where a case is, as the end of a sentence. */
export const CASE_STATES: Record<CaseState, string> = {
  suggested: 'suggested by the site',
  open: 'open',
  asked: 'waiting for a second person',
  running: 'being carried out',
  paused: 'paused',
  done: 'carried out',
  cancelled: 'stopped before its end',
  dismissed: 'found to be nothing',
  undoing: 'being undone',
  undone: 'undone',
}

/** Why signatures should not count, as those who decide choose it. */
export const CASE_REASONS: { key: RemovalReason; label: string }[] = [
  { key: 'automated', label: 'Signed by a program' },
  { key: 'duplicate-person', label: 'The same person more than once' },
  { key: 'impersonation', label: 'In somebody else’s name' },
  { key: 'false-eligibility', label: 'A role or school that is not the signer’s' },
  { key: 'legal', label: 'The law requires it' },
  { key: 'operator-error', label: 'A mistake of ours' },
]

/** What speaks for a signature not being its person’s. Only the desk reads it. */
export const RISK_WORDS: Record<RiskReason, string> = {
  'trap-filled': 'a field was filled in that people don’t see',
  'network-hour': 'very many came from its network within an hour',
  'in-case': 'it looks like those of a case',
  'out-before': 'an earlier one of its address was removed or refused',
  disposable: 'a throw-away mail address',
  sequence: 'many addresses that differ by a number',
  'same-name': 'many of one name within an hour',
  'young-domain': 'many addresses at a domain first seen that day',
  hosting: 'it came from a data centre',
  'sent-at-once': 'the form was sent sooner than anybody types',
  'confirmed-at-once': 'confirmed sooner than anybody reads',
  unproven: 'the sign of being human was missing',
}

/** "312 of 340 signatures of an hour came from one network", and when. */
export function noticedInWords({ pattern, n, ofAll, from, until }: Noticed): string {
  return `${formatNumber(n)} of ${signatures(ofAll)} ${PATTERN_WORDS[pattern]}, from ${ukMoment(from)} to ${ukMoment(until)}.`
}

/** What the signatures of a case have in common, a line each. */
export function criteriaInWords(letter: Letter, criteria: Criteria): string[] {
  const { states, domain, networkOf, name, role, urn, school, from, until, score } = criteria
  const isOf = networkOf === 'held' ? 'one that is being checked' : `signatory ${networkOf}`
  const network = networkOf ? `the same network as ${isOf}` : 'one network, as noticed'
  const lines = [
    domain && `Address at ${domain}`,
    !domain && criteria.domainKey && 'Address at one domain, as noticed',
    criteria.network !== undefined && `From ${network}`,
    criteria.wider !== undefined && `From ${network}, or one beside it`,
    name && `Name like “${name}”`,
    criteria.nameHash !== undefined && 'One name, as noticed',
    criteria.local !== undefined && 'Addresses that differ by a number, as noticed',
    criteria.agent !== undefined && 'Browser of one kind, as noticed',
    criteria.referrer !== undefined && `Came from ${criteria.referrer}`,
    criteria.within !== undefined &&
      `Confirmed within ${formatNumber(Math.round(criteria.within / 1000))} seconds of signing`,
    role && `Role: ${roleLabel(letter, role)}`,
    urn && `School with the number ${urn}`,
    school && `School with “${school}” in it`,
    from && `Signed at ${ukMoment(from)} or later`,
    until && `Signed before ${ukMoment(until)}`,
    score && `Risk of ${score} or more`,
    states.length > 1
      ? 'Counted, or being checked'
      : states[0] === 'held'
        ? 'Being checked'
        : 'Counted',
  ]
  return lines.filter((line): line is string => typeof line === 'string')
}

/** "3.1%" of the letter’s total when they were listed. */
export function shareInWords({ summary, countedThen }: SignatureCase): string {
  const part = countedThen ? (100 * summary.counted) / countedThen : 0
  return `${part >= 10 ? Math.round(part) : part.toFixed(1)}%`
}
