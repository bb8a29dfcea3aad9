import * as z from 'zod/mini'
import { cleanLine } from '../../desk/clean-text'
import { count } from '../../desk/draft-form'
import { whyOff, type CheckedName } from '../../desk/names'
import {
  OFF_REASONS,
  type OffDisplay,
  type OffReason,
  type Seen,
} from '../../signatures/off-display'
import type { Problems } from '../../signatures/signature'
import type { Posted } from '../form'

const LONGEST = 200

/** A name as a form sends it: its number, and what was seen of it. */
export type PressedName = { number: number; seen: Seen }

/** What a press on the page of names asks for, and for which names and reports. */
export type Pressed = {
  names: PressedName[]
  reports: string[]
  act: 'show' | 'take-off' | 'settle-off' | 'settle-stays'
  reason?: OffReason
  /** What the signer reads. */
  sentence: string
}

const ACTS = ['show', 'take-off', 'settle-off', 'settle-stays'] as const

/** A name as its box or its button sends it back. */
export function sentAs(name: CheckedName): string {
  return `${name.number}.${name.changedAt}.${whyOff(name)?.why ?? 'shown'}`
}

/** Reads a press; or says what is wrong with it, by field of the form that it came from. */
export function readPress(
  values: Posted,
  pairs: [string, string][]
): { pressed: Pressed } | { problems: Problems } {
  const all = (field: string) => pairs.flatMap(([key, value]) => (key === field ? [value] : []))
  const everything = values.act === 'show-listed'
  const act = everything ? 'show' : ACTS.find((one) => one === values.act)
  if (!act) return { problems: { form: 'Choose what to do with one of the buttons.' } }

  const names = all(everything ? 'listed' : 'name').flatMap(readName)
  const reports = all('report')
  const form = values.form ?? ''
  if (names.length === 0 && (reports.length === 0 || act === 'take-off')) {
    return { problems: { [`names-${form}`]: 'Tick the names that are meant.' } }
  }
  if (act !== 'take-off') return { pressed: { names, reports, act, sentence: '' } }

  const reason = OFF_REASONS.find(({ key }) => key === values[`reason-${form}`])
  if (!reason) return { problems: { [`reason-${form}`]: 'Choose what is wrong.' } }
  const sentence = cleanLine(values[`sentence-${form}`] ?? '') || reason.sentence
  if (!sentence) {
    return { problems: { [`sentence-${form}`]: 'Say to the signer what is wrong.' } }
  }
  const { length } = [...sentence]
  if (length > LONGEST) {
    const long = `The sentence must be ${LONGEST} characters or fewer (now ${length}).`
    return { problems: { [`sentence-${form}`]: long } }
  }
  return { pressed: { names, reports, act, reason: reason.key, sentence } }
}

const WHYS = ['look', 'notable', 'reported', 'checker'] as const satisfies OffDisplay['why'][]

const nameSent = z.tuple([count.check(z.positive()), count, z.enum([...WHYS, 'shown'])])

/** The name that such a box or button means; nothing if it can’t be read. */
export function readName(text: string): PressedName[] {
  const read = nameSent.safeParse(text.split('.'))
  if (!read.success) return []
  const [number, changedAt, why] = read.data
  return [{ number, seen: { changedAt, why: why === 'shown' ? null : why } }]
}
