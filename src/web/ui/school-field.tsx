import { paths } from '../../paths'
import type { ChosenSchool, SchoolChoice } from '../../register/choice'
import { kindOf } from '../../register/places'
import { schoolName } from '../../register/school'
import type { Problems } from '../../signatures/signature'
import { attributes, Hint, Problem } from './field'
import { SchoolsFoundList, type SchoolsFound } from './schools-found'

/** What a form shows of the register: what was chosen, and what was found when it was asked. */
export type FormSchools = SchoolChoice & { found?: SchoolsFound }

type SchoolFieldProps = {
  schools: FormSchools
  values: Record<string, string>
  problems: Problems
  hint: string
  /** May the page run the script that finds schools as somebody types. */
  scripted?: boolean
}

export const SCHOOL_LABEL = 'School or organisation'

/**
 * Asks for a school of the register. Those chosen are ticks, and unticking takes them off; what is
 * typed finds others, with a button or as a script does it, or stands for a school that is not listed.
 */
export function SchoolField({ schools, values, problems, hint, scripted }: SchoolFieldProps) {
  const { chosen, found } = schools
  const { school: problem, urn: ofChosen } = problems
  return (
    <div
      class={problem || ofChosen ? 'fld bad schools' : 'fld schools'}
      id={ofChosen && 'urn'}
      tabindex={ofChosen ? -1 : undefined}
      data-schools={scripted ? paths.schoolsJson() : undefined}
    >
      <Problem name="urn" text={ofChosen} />
      <fieldset class="bare chosen" hidden={chosen.length === 0}>
        <legend>Your school</legend>
        <div>
          {chosen.map((school) => (
            <Chosen school={school} />
          ))}
        </div>
        <span class="hint">
          Untick it to take it off. The register of schools says where it is and what kind.
        </span>
        <label class="chk another">
          <input
            type="checkbox"
            name="another"
            value="on"
            checked={values['another'] === 'on' || (found !== undefined && chosen.length > 0)}
          />
          <span>
            I lead more than one school: add another listed one
            <span class="hint">Six at most. You are counted where the first one is.</span>
          </span>
        </label>
      </fieldset>
      <div class="typed">
        <label for="school">{SCHOOL_LABEL}</label>
        <Hint name="school" text={hint} />
        <Problem name="school" text={problem} />
        <div class="combo">
          <input
            {...attributes({ name: 'school', hint, problem })}
            type="text"
            value={values['school']}
            autocomplete="organization"
          />
          <button class="btn alt sm" name="find" value="1" formnovalidate>
            Find my school
          </button>
        </div>
        {found && <SchoolsFoundList found={found} besides={chosen} />}
      </div>
      {scripted && <script type="module" src={paths.schoolScript()}></script>}
    </div>
  )
}

function Chosen({ school }: { school: ChosenSchool }) {
  return (
    <label class="chk">
      <input type="checkbox" name="urn" value={String(school.urn)} checked />
      <span>
        <b>{schoolName(school)}</b>{' '}
        <span class="s soft">{`${kindOf(school)} · ${school.authorityName}`}</span>
      </span>
    </label>
  )
}
