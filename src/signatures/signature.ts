import * as z from 'zod/mini'
import { COUNTRIES, OTHER_ROLE, type Letter, type Role } from '../letters/letter'
import { emailAddress } from './address'
import { MOST_SCHOOLS, schoolName, type School } from '../register/school'
import { personName, roleWords, schoolWords } from './name'
import { urnsIn } from './urns'

export type SignatureState =
  'pending' | 'counted' | 'held' | 'refused' | 'withdrawn' | 'removed' | 'disowned'

/** A box that is ticked or not. */
export const ticked = z.pipe(
  z.optional(z.string()),
  z.transform((value) => value === 'on')
)

const OPEN_AGAIN = 'Open this page again.'

/** What is wrong with a choice of schools that the register does not have. */
export const NOT_LISTED =
  'The register of schools has no such school now. Choose yours again, or type its name instead.'

const NUMBERS = /^[\s,]*(\d{1,9}([\s,]+|$))*$/

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
  school: schoolWords,
  urn: z
    .pipe(z.nullish(z.string().check(z.regex(NUMBERS, NOT_LISTED))), z.transform(urnsIn))
    .check(z.maxLength(MOST_SCHOOLS, `Choose ${MOST_SCHOOLS} schools at most.`)),
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

/**
 * Fits what was typed to the letter's own roles, and to what the register has of the schools chosen:
 * what is wrong, or the fields as they will stand. A school chosen goes before what was typed as one.
 */
export function fitToLetter<F extends SignatureFields>(
  letter: Pick<Letter, 'roles' | 'schools'>,
  form: F,
  schools: School[]
): { fields: F } | { problems: Problems } {
  const role = findRole(letter, form.role)
  if (!role) return { problems: { role: 'Choose your role.' } }
  if (role.key === OTHER_ROLE && !form.role_other) {
    return { problems: { role_other: 'Say what your role is.' } }
  }
  const chosen = chosenSchools(letter, form.urn, schools)
  if (!chosen) return { problems: { urn: NOT_LISTED } }
  const school = letter.schools === 'none' ? null : (labelOf(chosen) ?? form.school ?? null)
  if (role.school === 'required' && letter.schools !== 'none' && !school) {
    return { problems: { school: 'Enter your school or organisation.' } }
  }
  // Of a school that somebody has left, its name is all that is said.
  const urn = role.school === 'former' ? [] : chosen.map((one) => one.urn)
  const role_other = role.key === OTHER_ROLE ? form.role_other : null
  return { fields: { ...form, role_other, school, urn } }
}

/** The schools of these numbers, in order; null if the register lacks one. */
function chosenSchools(
  letter: Pick<Letter, 'schools'>,
  urns: number[],
  schools: School[]
): School[] | null {
  if (letter.schools !== 'register') return []
  const chosen = urns.flatMap((urn) => schools.find((school) => school.urn === urn) ?? [])
  return chosen.length === urns.length ? chosen : null
}

function labelOf(schools: School[]): string | null {
  return schools.length > 0 ? schools.map(schoolName).join('; ') : null
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
