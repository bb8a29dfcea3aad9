import type { PropsWithChildren } from 'hono/jsx'
import { COUNTRIES, OTHER_ROLE, type Letter } from '../../letters/letter'
import type { Problems } from '../../signatures/signature'
import { SelectField, TextField, Tick } from './field'

type SignerFieldsProps = PropsWithChildren<{
  letter: Pick<Letter, 'roles' | 'namesAfterLook'>
  values: Record<string, string>
  problems: Problems
}>

/**
 * What a signer says of themselves, for every form that asks. Children stand before the last
 * question, whether the name may be shown.
 */
export function SignerFields({ letter, values, problems, children }: SignerFieldsProps) {
  const roles = [...letter.roles, OTHER]
  return (
    <div class="signer">
      <TextField
        name="name"
        label="Full name"
        value={values['name']}
        problem={problems['name']}
        autocomplete="name"
        spellcheck={false}
      />
      <SelectField
        name="role"
        label="Role"
        value={values['role']}
        problem={problems['role']}
        options={roles}
        placeholder="Choose your role"
      />
      <div class="role-other">
        <TextField
          name="role_other"
          label="Your role, if you chose “Other”"
          value={values['role_other']}
          problem={problems['role_other']}
          autocomplete="organization-title"
        />
      </div>
      <TextField
        name="school"
        label="School or organisation"
        hint={schoolHint(letter)}
        value={values['school']}
        problem={problems['school']}
        autocomplete="organization"
      />
      <SelectField
        name="country"
        label="Country (optional)"
        hint="Counted, and never shown beside your name."
        value={values['country']}
        problem={problems['country']}
        options={COUNTRIES}
        placeholder="Not given"
      />
      {children}
      <Tick
        name="public"
        label="Show my name, role and school on the letter"
        hint={
          (letter.namesAfterLook ? AFTER_LOOK : '') +
          'Unticked, you are counted and nothing about you is shown. The operators of this site can ' +
          'still see it, to count it and to act on abuse.'
        }
        checked={values['public'] === 'on'}
        problem={problems['public']}
      />
    </div>
  )
}

const OTHER = { key: OTHER_ROLE, label: 'Other', school: 'optional' as const }

const AFTER_LOOK = 'Names appear once somebody of the letter’s team has looked at them. '

const AS_KNOWN = 'As people know it, with its town.'

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** Who may leave the school empty, or who may not, whichever is shorter to say. */
function schoolHint({ roles }: Pick<Letter, 'roles'>): string {
  const inWords = (some: { label: string }[]) =>
    either.format(some.map(({ label }) => `“${label}”`))
  const needed = roles.filter(({ school }) => school === 'required')
  const needless = [...roles.filter(({ school }) => school !== 'required'), OTHER]
  if (needed.length === 0) return `Optional. ${AS_KNOWN}`
  return needed.length < needless.length
    ? `${AS_KNOWN} You may leave it empty unless you chose ${inWords(needed)}.`
    : `${AS_KNOWN} You may leave it empty if you chose ${inWords(needless)}.`
}
