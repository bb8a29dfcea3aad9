import type { PropsWithChildren } from 'hono/jsx'
import { whyOff, type CheckedName } from '../../desk/names'
import type { Letter } from '../../letters/letter'
import { OFF_REASONS } from '../../signatures/off-display'
import { roleLabel, schoolLabel } from '../../signatures/signature'
import { Problem, SelectField, TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import { sentAs } from './name-form'

/** What was sent with a form of names that comes back: its fields, and which names were ticked. */
export type NamesForm = FormState & { ticked: string[] }

type NameLineProps = PropsWithChildren<{ letter: Letter; name: CheckedName }>

/** A name as the list shows it, or would. */
export function NameLine({ letter, name, children }: NameLineProps) {
  const { role, roleOther, school, number } = name
  const where = schoolLabel(letter, role, school)
  return (
    <>
      <b>{name.name}</b>
      <span class="s soft">
        {' '}
        {roleLabel(letter, role, roleOther)}
        {where && `, ${where}`}, number {formatNumber(number)}
      </span>
      {children}
    </>
  )
}

/** Why a name is off display, and since when. */
export function WhyOff({ name }: { name: CheckedName }) {
  const off = whyOff(name)
  if (!off) return null
  const because =
    off.why === 'reported'
      ? 'reported from its signer’s own domain, or from the school’s'
      : off.why === 'notable'
        ? 'a notable name, whose owner was not asked yet'
        : off.sentence
  return (
    <span class="hint">
      {off.why === 'look' ? 'Waits' : 'Off display'} since <Time at={off.at} kind="day" />
      {because && `: ${because}`}
    </span>
  )
}

type NameTicksProps = {
  letter: Letter
  names: CheckedName[]
  form: NamesForm
  id: string
  /** Are all ticked from the start. */
  all?: boolean
}

/** Names to tick, of a form with this id. */
export function NameTicks({ letter, names, form, id, all = false }: NameTicksProps) {
  const problem = form.problems[`names-${id}`]
  const ticked = new Set(form.values['form'] === id ? form.ticked : [])
  return (
    <div class={problem ? 'fld bad' : 'fld'} id={`names-${id}`} tabindex={problem ? -1 : undefined}>
      <Problem name={`names-${id}`} text={problem} />
      <ul class="plain">
        {names.map((name) => (
          <li class="chk">
            <input
              type="checkbox"
              id={`${id}-${name.number}`}
              name="name"
              value={sentAs(name)}
              checked={all || ticked.has(sentAs(name))}
            />
            <label for={`${id}-${name.number}`}>
              <NameLine letter={letter} name={name}>
                <WhyOff name={name} />
              </NameLine>
            </label>
          </li>
        ))}
      </ul>
    </div>
  )
}

type WhyFieldsProps = {
  form: NamesForm
  id: string
  reasons?: readonly { key: string; label: string }[]
}

/** What is wrong with a name, or with what somebody wrote, as its signer will read it. */
export function WhyFields({ form, id, reasons = OFF_REASONS }: WhyFieldsProps) {
  const { values, problems } = form
  const [reason, sentence] = [`reason-${id}`, `sentence-${id}`]
  return (
    <>
      <SelectField
        name={reason}
        label="What is wrong"
        options={reasons}
        value={values[reason]}
        problem={problems[reason]}
        placeholder="Choose a reason"
      />
      <TextField
        name={sentence}
        label="What the signer reads about it (optional)"
        hint="Left empty, a sentence that fits the reason. Only the signer sees it. Write no names."
        value={values[sentence]}
        problem={problems[sentence]}
        autocomplete="off"
      />
    </>
  )
}
