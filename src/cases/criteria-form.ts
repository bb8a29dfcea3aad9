import * as z from 'zod/mini'
import { cleanLine } from '../desk/clean-text'
import type { Letter } from '../letters/letter'
import { domainKey } from '../mailbox'
import { findRole, type Problems } from '../signatures/signature'
import { ukMoments } from '../uk-time'
import { folded } from '../words'
import type { Criteria } from './case'
import { networkOf } from './network-of'
import { NOTICED_CRITERIA, type Typed } from './typed-criteria'

/** What D1 compares a name with may be no longer. */
const LONGEST_PATTERN = 50
const LONGEST_SCHOOL = 150

const line = z._default(z.string(), '').check(z.overwrite(cleanLine))
const form = z.object({
  states: z._default(z.enum(['counted', 'held', 'both']), 'both'),
  domain: line,
  network_of: line,
  width: z._default(z.enum(['network', 'wider']), 'network'),
  from: line,
  until: line,
  name: line,
  role: line,
  school: line,
  score: line,
})

/**
 * Reads which signatures a case is to be about. A network is only ever that of a signature, since
 * addresses are kept as hashes. `was` are the criteria before.
 */
export async function readCriteria(
  db: D1Database,
  master: Uint8Array,
  letter: Letter,
  values: Typed,
  was: Criteria | null
): Promise<{ criteria: Criteria } | { problems: Problems }> {
  const read = form.safeParse(values)
  if (!read.success) return { problems: { form: 'Choose from the lists, then send it again.' } }

  const typed = read.data
  const domain = typed.domain.toLowerCase().replace(/^.*@/, '')
  const from = momentOf(typed.from)
  const until = momentOf(typed.until)
  const nameLike = folded(typed.name).replaceAll(/[%_]/g, '').replaceAll(/\*+/g, '%')
  const score = typed.score === '' ? null : Number(typed.score)
  const network = await networkOf(db, letter.id, typed.network_of)
  const urn = /^\d{4,9}$/.test(typed.school) ? Number(typed.school) : null
  const problems: Problems = {
    ...(domain &&
      !/^[^\s@]+\.[^\s@.]+$/.test(domain) && {
        domain: 'Give a domain, such as mailbox.example.org.',
      }),
    ...(typed.network_of &&
      !network && {
        network_of:
          'No signature that counts has this number, or nobody knows any more how it came in: that is kept for thirty days.',
      }),
    ...(from === null && { from: NO_MOMENT }),
    ...(until === null && { until: NO_MOMENT }),
    ...(typeof from === 'number' &&
      typeof until === 'number' &&
      from >= until && {
        until: 'This must be after the other moment.',
      }),
    ...(new TextEncoder().encode(nameLike).length > LONGEST_PATTERN && {
      name: 'Use fewer letters, and * for the others.',
    }),
    ...(typed.role && !findRole(letter, typed.role) && { role: 'Choose a role from the list.' }),
    ...(typed.school.length > LONGEST_SCHOOL && {
      school: `Use ${LONGEST_SCHOOL} characters or fewer.`,
    }),
    ...(score !== null &&
      !(Number.isInteger(score) && score >= 1 && score <= 100) && {
        score: 'Give a whole number from 1 to 100.',
      }),
  }
  if (Object.keys(problems).length > 0) return { problems }

  const criteria: Criteria = {
    ...kept(was, values),
    ...(domain && { domain, domainKey: await domainKey(master, `anybody@${domain}`) }),
    ...(network && {
      [typed.width]: network[typed.width],
      networkOf: networkName(typed.network_of),
    }),
    ...(from && { from }),
    ...(until && { until }),
    ...(nameLike && { name: typed.name, nameLike }),
    ...(typed.role && { role: typed.role }),
    ...(urn !== null && { urn }),
    ...(typed.school && urn === null && { school: typed.school }),
    ...(score !== null && { score }),
    states: typed.states === 'both' ? ['counted', 'held'] : [typed.states],
  }
  const onlyState = Object.keys(criteria).length === 1
  return onlyState && typed.states !== 'held'
    ? { problems: { form: 'Say what they have in common: fill in at least one field.' } }
    : { criteria }
}

const NO_MOMENT = 'Give the day and the time in the UK, such as 2026-06-22 14:00.'

/** Undefined: nothing was typed. Null: there is no such moment. Of an hour that comes twice, the first. */
function momentOf(text: string): number | null | undefined {
  if (text === '') return undefined
  const [, day = '', clock = ''] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?$/.exec(text) ?? []
  return ukMoments(day, clock)[0] ?? null
}

function kept(was: Criteria | null, values: Typed): Partial<Criteria> {
  if (!was) return {}
  const keys = NOTICED_CRITERIA.filter((key) => values[`keep_${key}`] === 'on')
  const isOfNetwork = keys.includes('network') || keys.includes('wider')
  return {
    ...Object.fromEntries(keys.flatMap((key) => (was[key] === undefined ? [] : [[key, was[key]]]))),
    ...(isOfNetwork && was.networkOf && { networkOf: was.networkOf }),
  }
}

function networkName(typed: string): string {
  return typed.includes('.') ? 'held' : typed.replace('#', '')
}
