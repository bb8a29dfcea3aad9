import * as z from 'zod/mini'
import { COUNTRIES, OTHER_ROLE, type Letter, type Role } from '../letters/letter'
import { emailAddress } from './address'
import { personName, roleWords, schoolName } from './name'

export type SignatureState =
  'pending' | 'counted' | 'held' | 'refused' | 'withdrawn' | 'removed' | 'disowned'

/** A box that is ticked or not. */
export const ticked = z.pipe(
  z.optional(z.string()),
  z.transform((value) => value === 'on')
)

const OPEN_AGAIN = 'Open this page again.'

const edition = z.pipe(
  z.transform(Number),
  z
    .number(OPEN_AGAIN)
    .check(z.refine((n) => Number.isInteger(n) && n >= 1 && n <= 65535, OPEN_AGAIN))
)

const fields = {
  name: personName,
  role: z.string().check(z.minLength(1, 'Choose your role.'), z.maxLength(60, 'Choose your role.')),
  role_other: roleWords,
  school: schoolName,
  country: z.pipe(
    z.nullish(z.enum(['', ...COUNTRIES.map((one) => one.key)], 'Choose a country from the list.')),
    z.transform((key) => key || null)
  ),
  public: ticked,
}

/** What a signer may say of themselves, and correct later. */
export const signatureFields = z.object(fields)

/** What a visitor types to sign. Parsing cleans, so nothing after it need. */
export const signForm = z.object({
  ...fields,
  edition,
  email: emailAddress,
  updates: ticked,
  consent: z.literal('on', 'Tick the box to agree before you sign.'),
})

export type SignatureFields = z.output<typeof signatureFields>
export type SignForm = z.output<typeof signForm>

/** A field of a form and what is wrong with it, in words for whoever filled it in. */
export type Problems = Record<string, string>

/** The role a key stands for in this letter, with "other" as the letter's last. */
export function findRole(letter: Pick<Letter, 'roles'>, key: string): Role | null {
  if (key === OTHER_ROLE) return { key, label: 'Other', head: false, school: 'optional' }
  return letter.roles.find((role) => role.key === key) ?? null
}

/** Fits what was typed to the letter's own roles: what is wrong, or the fields as they will stand. */
export function fitToLetter<F extends SignatureFields>(
  letter: Pick<Letter, 'roles'>,
  form: F
): { fields: F } | { problems: Problems } {
  const role = findRole(letter, form.role)
  if (!role) return { problems: { role: 'Choose your role.' } }
  if (role.key === OTHER_ROLE && !form.role_other) {
    return { problems: { role_other: 'Say what your role is.' } }
  }
  if (role.school === 'required' && !form.school) {
    return { problems: { school: 'Enter your school or organisation.' } }
  }
  return { fields: { ...form, role_other: role.key === OTHER_ROLE ? form.role_other : null } }
}

/** The role as published: its label in this letter, or the signer's own words. */
export function roleLabel(letter: Pick<Letter, 'roles'>, key: string, words?: string | null) {
  return (key === OTHER_ROLE && words) || (findRole(letter, key)?.label ?? key)
}

/** The school as published; of people who have left it, "formerly". */
export function schoolLabel(letter: Pick<Letter, 'roles'>, key: string, school: string | null) {
  return school && findRole(letter, key)?.school === 'former' ? `formerly ${school}` : school
}

/** A signature's id begins with its letter's, so that a link alone says which Registrar to ask. */
export function letterIdOf(signatureId: string): number {
  return Number(signatureId.split('.', 1)[0])
}

export function newSignatureId(letterId: number): string {
  const random = crypto.getRandomValues(new Uint8Array(16))
  return `${letterId}.${random.toBase64({ alphabet: 'base64url', omitPadding: true })}`
}
