import type * as z from 'zod/mini'
import type { Letter } from '../letters/letter'
import type { School } from '../register/school'
import {
  fitToLetter,
  signatureFields,
  signForm,
  type Problems,
  type SignatureFields,
  type SignForm,
} from './signature'
import { urnsIn } from './urns'

export type Typed = Record<string, string>

export type Read<T> = { data: T } | { problems: Problems }

/** A field that people don't see and robots fill in. */
export const TRAP_FIELD = 'website'

/**
 * What a visitor typed to sign this letter, cleaned; or what is wrong with it, by field. `schools` are
 * those chosen that the register has.
 */
export function readSignForm(letter: Letter, typed: Typed, schools: School[] = []): Read<SignForm> {
  const parsed = signForm.safeParse(withDefaults(typed))
  if (!parsed.success) return { problems: allProblems(letter, typed, schools, parsed.error) }
  const fitted = fitToLetter(letter, parsed.data, schools)
  return 'problems' in fitted ? fitted : { data: fitted.fields }
}

/** What is wrong with the fields, and what the role still lacks, in the order of the form. */
function allProblems(
  letter: Letter,
  typed: Typed,
  schools: School[],
  error: z.core.$ZodError
): Problems {
  const { role = '', role_other, school } = typed
  const said = { name: '', role, role_other: role_other?.trim(), school: school?.trim() }
  const rest = { urn: urnsIn(typed.urn), country: null, public: false }
  const fitted = fitToLetter(letter, { ...said, ...rest }, schools)
  const problems = { ...('problems' in fitted && fitted.problems), ...byField(error) }
  const inOrder = Object.keys(signForm.shape).filter((field) => field in problems)
  return Object.fromEntries(inOrder.map((field) => [field, problems[field] ?? '']))
}

/**
 * What a signer says of themselves, cleaned; or what is wrong with it, by field. Whether the letter
 * has such a role is left to the Registrar, which reads the letter anyway.
 */
export function readSignatureFields(typed: Typed): Read<SignatureFields> {
  const parsed = signatureFields.safeParse(withDefaults(typed))
  return parsed.success ? { data: parsed.data } : { problems: byField(parsed.error) }
}

/** Text that was not sent is text that was left empty. */
function withDefaults(typed: Typed): Typed {
  return { name: '', role: '', email: '', ...typed }
}

/** What is wrong with a form, by field: of several faults of one field the first. */
export function byField(error: z.core.$ZodError): Problems {
  const problems: Problems = {}
  for (const { path, message } of error.issues) problems[String(path[0] ?? 'form')] ??= message
  return problems
}
