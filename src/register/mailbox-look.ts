import { deriveKey, mac } from '../keys'
import { nameWords, surnameOf, TITLES, withoutTitles } from './name-words'
import { preferredOf } from './preferred-names'
import type { Head } from './school'

// Mailboxes of the office, not of whoever holds it now. Those of an office beside it, such as
// `head.pa` and `headsoffice`, are read by others.
const ROLE_WORDS = new Set(
  `head thehead headteacher theheadteacher headmaster headmistress principal theprincipal
   headofschool executivehead exechead executiveheadteacher execheadteacher executiveprincipal
   execprincipal cohead coheadteacher actinghead actingheadteacher interimhead interimheadteacher
   associatehead`.split(/\s+/)
)

const SHORTEST_INSIDE = 4

/**
 * What is kept of how a mailbox looks, once its address is gone: `role`, or keyed hashes of the
 * heads' surnames that its local part holds, with blanks between; null if it looks like nobody's.
 */
export async function lookOf(
  master: Uint8Array,
  address: string,
  heads: Head[]
): Promise<string | null> {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase().replaceAll("'", '')
  if (!/^[a-z._-]+$/.test(local)) return null
  const parts = local.split(/[._-]+/).filter((part) => part !== '')
  if (ROLE_WORDS.has(parts.join(''))) return 'role'

  const held = heads.filter((head) => holds(parts, head)).map(surnameOf)
  const hashes = await Promise.all([...new Set(held)].map((name) => hashOf(master, name)))
  return hashes.length > 0 ? hashes.join(' ') : null
}

/** Did a mailbox that looked like this look like one of these heads’. */
export async function looksLikeOneOf(
  master: Uint8Array,
  look: string | null,
  heads: Head[]
): Promise<boolean> {
  if (look === null) return false
  if (look === 'role') return true
  const hashes = await Promise.all(heads.map((head) => hashOf(master, surnameOf(head))))
  return hashes.some((hash) => look.split(' ').includes(hash))
}

/** Is the surname one or more whole parts, or one of them with the head's own initials or first name. */
function holds(parts: string[], head: Head): boolean {
  const surname = surnameOf(head)
  if (surname === '') return false
  return runsOf(parts).some((run) => {
    if (run === surname) return true
    if (surname.length < SHORTEST_INSIDE) return false
    const before = run.endsWith(surname) && isOwn(run.slice(0, -surname.length), head)
    return before || (run.startsWith(surname) && isOwn(run.slice(surname.length), head))
  })
}

/** `j.hogarth-smith` is j, jhogarth, jhogarthsmith, hogarth, hogarthsmith and smith. */
function runsOf(parts: string[]): string[] {
  return parts.flatMap((_, from) =>
    parts.slice(from).map((_part, n) => parts.slice(from, from + n + 1).join(''))
  )
}

// Or else `edward` would hold Ward, and `smithson` Smith.
function isOwn(rest: string, { first }: Head): boolean {
  const given = withoutTitles(nameWords(first))
  const names = [given.join(''), ...preferredOf(given[0] ?? '')]
  if (TITLES.has(rest) || names.includes(rest)) return true
  return rest.length <= 2 && names.some((name) => name[0] === rest[0])
}

async function hashOf(master: Uint8Array, surname: string): Promise<string> {
  const bytes = await mac(await deriveKey(master, 'surname'), surname)
  return bytes.subarray(0, 8).toBase64({ alphabet: 'base64url', omitPadding: true })
}
