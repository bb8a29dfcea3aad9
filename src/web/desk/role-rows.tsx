import { MOST_ROLES, SCHOOL_CHOICES } from '../../desk/offered-roles'
import { Problem } from '../ui/field'
import type { FormState } from '../ui/form-state'

const SPARE = 2

/** The roles that signers choose from, a row each, and a few empty ones for more. */
export function RoleRows({ form: { values, problems } }: { form: FormState }) {
  const used = Array.from({ length: MOST_ROLES }, (_, i) => i).filter((i) => label(values, i))
  const rows = Math.min(MOST_ROLES, (used.at(-1) ?? -1) + 1 + SPARE)
  return (
    <fieldset class="fld roles">
      <legend>Roles that signers choose from</legend>
      <span class="hint">
        Empty a row to take its role off; save to get more empty rows, {MOST_ROLES} at most. “Other”
        is always offered last.
      </span>
      {Array.from({ length: rows }, (_, i) => {
        const problem = problems[`role_${i}_label`]
        const what = label(values, i) || `Role ${i + 1}`
        return (
          <div class={problem ? 'bad' : undefined}>
            <Problem name={`role_${i}_label`} text={problem} />
            <input
              id={`role_${i}_label`}
              name={`role_${i}_label`}
              aria-label={`Role ${i + 1}`}
              aria-describedby={problem && `role_${i}_label-error`}
              aria-invalid={problem ? 'true' : undefined}
              value={label(values, i)}
            />
            <select name={`role_${i}_school`} aria-label={`${what}: the school`}>
              {SCHOOL_CHOICES.map((one) => (
                <option value={one.key} selected={one.key === values[`role_${i}_school`]}>
                  School {one.label}
                </option>
              ))}
            </select>
            <label class="chk">
              <input
                type="checkbox"
                name={`role_${i}_head`}
                value="on"
                checked={values[`role_${i}_head`] === 'on'}
              />
              <span>
                counts as head<span class="vh">: {what}</span>
              </span>
            </label>
          </div>
        )
      })}
    </fieldset>
  )
}

function label(values: FormState['values'], i: number): string {
  return values[`role_${i}_label`] ?? ''
}
