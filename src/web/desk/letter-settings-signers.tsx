import { SCHOOLS_ASKED } from '../../desk/settings-form'
import type { Letter } from '../../letters/letter'
import { SelectField, TextField, Tick } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import { RoleRows } from './role-rows'

type WhoSignsProps = { letter: Letter; form: FormState }

/** Who is asked to sign, and what is shown of those who do. */
export function WhoSigns({ letter, form }: WhoSignsProps) {
  const { values } = form
  const field = fieldsOf(form)
  const asked = SCHOOLS_ASKED.find(({ key }) => key === letter.schools)
  return (
    <Section id="signers" title="Who signs">
      {letter.edition === 0 ? (
        <>
          <TextField
            {...field('eligibility')}
            label="Whom do you ask to sign? (optional)"
            hint="One sentence above the form, such as “For heads and deputies of schools in England.”"
          />
          <RoleRows form={form} />
          <SelectField
            {...field('schools')}
            label="How signers say where they work"
            hint="A school chosen from the register gives its place and phase, and its mailbox can stand behind a role. If signers are not asked, no role needs a school."
            options={SCHOOLS_ASKED}
          />
        </>
      ) : (
        <p>
          Who may sign stays as it was when the text was frozen:{' '}
          {letter.roles.map(({ label }) => label).join(', ')}, or another role in their own words.
          Where they work: {asked?.label.toLowerCase()}.
        </p>
      )}
      <Tick
        name="after_look"
        label="Show a name only once somebody of the team has looked at it"
        hint="Otherwise the names of those who want that are shown as soon as they confirm. Either way they count at once."
        checked={values.after_look === 'on'}
      />
      <Tick
        name="comments"
        label="Let signers say why they signed"
        hint="In 300 characters, once they are counted. Each is shown only after somebody of the team has read it, and only beside a name that is shown. Off, none is shown."
        checked={values.comments === 'on'}
      />
      <Tick
        name="organisations"
        label="Let organisations stand behind it too"
        hint="A school or college as such, through somebody who confirms from its mailbox. They are listed and counted apart, and never added to the people."
        checked={values.organisations === 'on'}
      />
    </Section>
  )
}
