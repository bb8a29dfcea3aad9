import type { ChosenSchool } from '../../register/choice'
import { kindOf } from '../../register/places'
import type { FoundSchool } from '../../register/search'

/** What was typed as a school, and the listed ones that it may mean. */
export type SchoolsFound = { typed: string; schools: FoundSchool[] }

type SchoolsFoundListProps = { found: SchoolsFound; besides: ChosenSchool[] }

/** The schools found, one of them to be chosen; or what to do if there are none. */
export function SchoolsFoundList({ found: { typed, schools }, besides }: SchoolsFoundListProps) {
  const others = schools.filter(({ urn }) => !besides.some((one) => one.urn === urn))
  if (typed === '' || others.length === 0) {
    return (
      <p class="note found" role="status" tabindex={-1} autofocus>
        {typed === ''
          ? 'Type a few letters of its name, its town or its postcode above, then press “Find my school”.'
          : `No ${besides.length > 0 ? 'other ' : ''}school is found for “${typed}”. Try fewer words, its town or its postcode. ${besides.length > 0 ? ONLY_LISTED : KEEP}`}
      </p>
    )
  }
  return (
    <fieldset class="bare found" tabindex={-1} autofocus>
      <legend>
        {others.length === 1 ? '1 school' : `${others.length} schools`} found for “{typed}”
      </legend>
      {others.map((school) => (
        <label class="chk">
          <input type="radio" name="urn" value={String(school.urn)} />
          <span>
            <b>{school.label}</b> <span class="s soft">{whereAndWhat(school)}</span>
          </span>
        </label>
      ))}
      <label class="chk">
        <input type="radio" name="urn" value="" checked />
        <span>
          {besides.length > 0 ? 'None of these' : 'My school isn’t listed: use what I typed'}
        </span>
      </label>
      <span class="hint">
        Choose one, then go on with the form. Not there? Add its town or postcode above, and press
        “Find my school” again.
      </span>
    </fieldset>
  )
}

const ONLY_LISTED = 'Only schools of the register can be added to those chosen.'
const KEEP = 'If it is not in the register, leave what you typed: that will do.'

function whereAndWhat(school: FoundSchool): string {
  const { nameCy, postcode, authorityName } = school
  return [nameCy, postcode, kindOf(school), authorityName].filter(Boolean).join(' · ')
}
