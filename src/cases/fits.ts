import { isFreeMail } from '../free-mail'
import type { Criteria } from './case'

/** What is known of a signature that has only come in. Hashes as traces hold them. */
export type Facts = {
  /** When it came in. */
  at: number
  domainKey: string
  network: number | null
  wider: number | null
  /** As the gate compares names. */
  nameHash: number | null
  /** As case criteria compare them: folded, with apostrophes dropped. */
  name: string
  local: number | null
  agent: number | null
  referrer: string | null
  role: string
  school: string | null
  urn: number[]
}

const HOW_IT_CAME = ['domainKey', 'network', 'wider', 'nameHash', 'local', 'agent'] as const

/** With fewer letters a pattern of names says nothing of anybody. */
const FEWEST_LETTERS = 4

/**
 * Does a signature that has only come in look like those of a case, as `listRows` would find it once
 * it is held. By its beginning and risk nobody is kept out, since what was noticed may go on; but a
 * role, a school, a referrer or a mail domain where anybody has a mailbox is no likeness by itself: it
 * takes a key of how it came in, or a name.
 */
export function fits(criteria: Criteria, facts: Facts): boolean {
  const { nameLike, referrer, role, urn, school, until } = criteria
  const keys = HOW_IT_CAME.filter((key) => criteria[key] !== undefined)
  return (
    isLikeness(criteria) &&
    keys.every((key) => criteria[key] === facts[key]) &&
    (until === undefined || facts.at < until) &&
    (nameLike === undefined || isLike(facts.name, nameLike)) &&
    (referrer === undefined || referrer === facts.referrer) &&
    (role === undefined || role === facts.role) &&
    (urn === undefined || facts.urn.includes(urn)) &&
    (school === undefined || (facts.school ?? '').toLowerCase().includes(school.toLowerCase()))
  )
}

function isLikeness(criteria: Criteria): boolean {
  const { nameLike = '', domain } = criteria
  if (nameLike.replaceAll('%', '').length >= FEWEST_LETTERS) return true
  return HOW_IT_CAME.some(
    (key) => criteria[key] !== undefined && !(key === 'domainKey' && domain && isFreeMail(domain))
  )
}

/** As LIKE compares, where `%` stands for anything. From left to right, so that no pattern takes long. */
function isLike(text: string, pattern: string): boolean {
  const [first = '', ...others] = pattern.toLowerCase().split('%')
  const last = others.pop()
  const plain = text.toLowerCase()
  if (last === undefined) return plain === first
  if (!plain.startsWith(first)) return false
  let from = first.length
  for (const part of others) {
    const at = plain.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return plain.length - last.length >= from && plain.endsWith(last)
}
