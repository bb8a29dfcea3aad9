import type { PropsWithChildren } from 'hono/jsx'
import { COUNTRIES, OTHER_ROLE, type Letter, type Role } from '../../letters/letter'
import type { Problems } from '../../signatures/signature'
import { anyOf } from './any-of'
import { SelectField, TextField, Tick } from './field'
import { fieldsOf } from './form-state'
import { SCHOOL_LABEL, SchoolField, type FormSchools } from './school-field'

type SignerFieldsProps = PropsWithChildren<{
  letter: Pick<Letter, 'roles' | 'schools' | 'namesAfterLook'>
  schools: FormSchools
  values: Record<string, string>
  problems: Problems
  /** May the page run a script of ours. */
  scripted?: boolean
}>

/**
 * What a signer says of themselves, for every form that asks. Children stand before the last
 * question, whether the name may be shown.
 */
export function SignerFields(props: SignerFieldsProps) {
  const { letter, values, problems, children } = props
  const field = fieldsOf(props)
  const roles = [...letter.roles, OTHER].map((role) => ({ ...role, mark: markOf(role) }))
  return (
    <div class="signer">
      <TextField {...field('name')} label="Full name" autocomplete="name" spellcheck={false} />
      <SelectField {...field('role')} label="Role" options={roles} placeholder="Choose your role" />
      <div class="role-other">
        <TextField
          {...field('role_other')}
          label="Your role, if you chose “Other”"
          autocomplete="organization-title"
        />
      </div>
      <WhereTheyWork {...props} />
      <div class="country">
        <SelectField
          {...field('country')}
          label="Country (optional)"
          hint="Counted, and never shown beside your name."
          options={COUNTRIES}
          placeholder="Not given"
        />
      </div>
      {children}
      <Tick
        name="public"
        label={`Show my ${letter.schools === 'none' ? 'name and role' : 'name, role and school'} on the letter`}
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

/** Heads may lead several schools; a former school says nothing of where somebody is. */
function markOf({ head, school }: Pick<Role, 'head' | 'school'>) {
  if (school === 'former') return 'former'
  return head ? 'head' : undefined
}

/** As the letter asks it; with no register to choose from, in words. */
function WhereTheyWork({ letter, schools, values, problems, scripted }: SignerFieldsProps) {
  if (letter.schools === 'none') return null
  if (letter.schools === 'register' && schools.isLoaded) {
    const hint = schoolHint(letter, AS_LISTED)
    return <SchoolField {...{ schools, values, problems, hint, scripted }} />
  }
  return (
    <TextField
      name="school"
      label={SCHOOL_LABEL}
      hint={schoolHint(letter, AS_KNOWN)}
      value={values['school']}
      problem={problems['school'] ?? problems['urn']}
      autocomplete="organization"
    />
  )
}

const OTHER: Role = { key: OTHER_ROLE, label: 'Other', head: false, school: 'optional' }

const AFTER_LOOK = 'Names appear once somebody of the letter’s team has looked at them. '

const AS_KNOWN = 'As people know it, with its town.'

const AS_LISTED =
  'A few letters of its name, town or postcode, then choose it. Not listed? Type it in full.'

/** How to say it, and who may leave it empty, or who may not, whichever is shorter to say. */
function schoolHint({ roles }: Pick<Letter, 'roles'>, how: string): string {
  const inWords = (some: { label: string }[]) => anyOf(some.map(({ label }) => `“${label}”`))
  const needed = roles.filter(({ school }) => school === 'required')
  const needless = [...roles.filter(({ school }) => school !== 'required'), OTHER]
  if (needed.length === 0) return `Optional. ${how}`
  return needed.length < needless.length
    ? `${how} You may leave it empty unless you chose ${inWords(needed)}.`
    : `${how} You may leave it empty if you chose ${inWords(needless)}.`
}
