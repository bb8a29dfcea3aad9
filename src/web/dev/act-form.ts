import * as z from 'zod/mini'
import { REMOVAL_REASONS } from '../../ledger/entry'
import { emailAddress } from '../../signatures/address'
import type { SignatureState } from '../../signatures/signature'
import type { Posted } from '../form'

const at = z.optional(
  z.pipe(
    z.iso.datetime({ offset: true, error: 'Give the moment like 2026-06-22T12:00:00Z.' }),
    z.transform((text) => Date.parse(text))
  )
)

const caseId = z.pipe(
  z.string('Give the case.').check(z.toLowerCase()),
  z.guid('Give the case as a UUID.')
)

const wholeNumber = (message: string) =>
  z.pipe(z.string(message).check(z.regex(/^\d{1,15}$/, message)), z.transform(Number))

/** One of the two says whose signature is meant. */
const who = {
  at,
  number: z.optional(wholeNumber('Give the signatory number in digits.')),
  address: z.optional(emailAddress),
}

const reason = z.enum(REMOVAL_REASONS, `Give one of the reasons: ${REMOVAL_REASONS.join(', ')}.`)

/** A sentence that is given stands on the page of corrections. */
const ofCase = {
  case: caseId,
  sentence: z.optional(
    z.string().check(z.trim(), z.maxLength(300, 'Use 300 characters or fewer.'))
  ),
}

const ofSomebody = z.object(who)
const ofTheLetter = z.object({ at })

const VERBS = {
  hold: ofSomebody,
  release: ofSomebody,
  refuse: z.object({ ...who, reason, ...ofCase }),
  remove: z.object({ ...who, reason, ...ofCase }),
  reinstate: z.object({ ...who, ...ofCase }),
  close: ofTheLetter,
  reopen: ofTheLetter,
  finish: ofTheLetter,
  anonymise: z.object({ at, before: wholeNumber('Give a position of the ledger in digits.') }),
  publish: z.object({ at, text: z.string('Give the new text.'), reason: z.optional(z.string()) }),
}

type Verbs = typeof VERBS

/** A verb with what its form says. */
export type ActForm = { [V in keyof Verbs]: { verb: V } & z.output<Verbs[V]> }[keyof Verbs]

const verbs = Object.keys(VERBS) as (keyof Verbs)[]

/** In which state a signature has to be for the verb to do something. */
export const ACTS_ON: Record<
  'hold' | 'release' | 'refuse' | 'remove' | 'reinstate',
  SignatureState
> = {
  hold: 'pending',
  release: 'held',
  refuse: 'held',
  remove: 'counted',
  reinstate: 'removed',
}

/** Reads what a form asks for, or says of each field what is wrong with it. */
export function readActForm(
  values: Posted
): { form: ActForm } | { problems: Record<string, string> } {
  const verb = verbs.find((one) => one === values.verb)
  if (!verb) return { problems: { verb: `Give one of the verbs: ${verbs.join(', ')}.` } }

  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim()))
  const read = VERBS[verb].safeParse(given)
  if (read.success) return { form: { verb, ...read.data } as ActForm }
  const problems: Record<string, string> = {}
  for (const { path, message } of read.error.issues) problems[String(path[0])] ??= message
  return { problems }
}
