import type { Organisation } from '../../organisations/find'
import { TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'

/** What is asked about an organisation and about whoever signs for it. */
export function OrganisationFields(form: FormState) {
  const field = fieldsOf(form)
  return (
    <>
      <TextField
        {...field('organisation')}
        label="Name of the organisation"
        autocomplete="organization"
      />
      <TextField {...field('place')} label="Place (optional)" autocomplete="address-level2" />
      <TextField
        {...field('url')}
        label="Its web address (optional)"
        type="url"
        autocomplete="url"
        spellcheck={false}
      />
      <TextField
        {...field('name')}
        label="Your name"
        hint="Not published. Those of the letter’s team who check the list see it."
        autocomplete="name"
        spellcheck={false}
      />
      <TextField
        {...field('role')}
        label="Your role there"
        hint="Not published either."
        autocomplete="organization-title"
      />
    </>
  )
}

/** What is held, as the fields show it. */
export function organisationValues({ name, place, url, person, role, updates }: Organisation) {
  return {
    organisation: name,
    place: place ?? '',
    url: url ?? '',
    name: person,
    role,
    updates: updates ? 'on' : '',
  }
}
