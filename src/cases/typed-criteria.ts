import { ukClock, ukDate } from '../uk-time'
import type { Criteria } from './case'

/** What stands in the fields of the form that says which signatures a case is about. */
export type Typed = Record<string, string>

/** What the site noticed and nobody can type: it stays only if its box is still ticked. */
export const NOTICED_CRITERIA = [
  'network',
  'wider',
  'nameHash',
  'local',
  'agent',
  'referrer',
  'within',
] as const

/** Criteria as the form shows them. */
export function asTyped(criteria: Criteria): Typed {
  const { states, domain, from, until, name, role, urn, school, score } = criteria
  return {
    states: states.length > 1 ? 'both' : (states[0] ?? 'both'),
    domain: domain ?? '',
    from: from ? typedMoment(from) : '',
    until: until ? typedMoment(until) : '',
    name: name ?? '',
    role: role ?? '',
    school: urn ? String(urn) : (school ?? ''),
    score: score ? String(score) : '',
    ...Object.fromEntries(
      NOTICED_CRITERIA.filter((key) => criteria[key] !== undefined).map((key) => [
        `keep_${key}`,
        'on',
      ])
    ),
  }
}

function typedMoment(at: number): string {
  return `${ukDate(at)}T${ukClock(at).slice(0, 5)}`
}
