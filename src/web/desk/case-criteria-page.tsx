import { NOTICED_CRITERIA } from '../../cases/typed-criteria'
import type { CaseWithPeople } from '../../cases/find'
import { deskPaths } from '../../desk-paths'
import { OTHER_ROLE } from '../../letters/letter'
import { HiddenFields } from '../signatures/hidden-fields'
import { SelectField, TextField, Tick } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { CaseFrame } from './case-frame'
import type { AtCases } from './case-reach'

type CaseCriteriaPageProps = {
  at: AtCases
  /** The case whose signatures are chosen anew; null: a new one. */
  one: CaseWithPeople | null
  form: FormState
}

const STATES = [
  { key: 'both', label: 'Counted, and being checked' },
  { key: 'counted', label: 'Counted' },
  { key: 'held', label: 'Being checked' },
]

const WIDTHS = [
  { key: 'network', label: 'That network alone' },
  { key: 'wider', label: 'That network and those beside it' },
]

/** Says which signatures a case is about. What is left empty doesn’t matter. */
export function CaseCriteriaPage({ at, one, form }: CaseCriteriaPageProps) {
  const { letter } = at
  const { values } = form
  const field = fieldsOf(form)
  const roles = [...letter.roles, { key: OTHER_ROLE, label: 'Other' }]
  return (
    <CaseFrame title={one ? 'Which signatures the case is about' : 'Make a case'} {...{ at, form }}>
      <form
        class="narrow"
        method="post"
        action={one ? deskPaths.caseCriteria(letter.id, one.id) : deskPaths.cases(letter.id)}
        novalidate
      >
        <p>
          Say what the signatures have in common. All that you fill in must fit; what you leave
          empty does not matter. You see what is found before anything happens to it.
        </p>
        {one && <HiddenFields values={{ version: one.version }} />}
        {one && <Noticed one={one} values={values} />}
        <SelectField {...field('states')} label="Which ones" options={STATES} />
        <TextField
          {...field('domain')}
          label="Domain of the address"
          hint="What stands behind the @, such as mailbox.example.org."
          autocomplete="off"
          spellcheck={false}
        />
        <TextField
          {...field('network_of')}
          label="Same network as signatory"
          hint="A signatory number, such as 212. Networks are kept as hashes, for thirty days, and never shown."
          autocomplete="off"
        />
        <SelectField {...field('width')} label="How near" options={WIDTHS} />
        <TextField
          {...field('from')}
          type="datetime-local"
          label="Signed at this time or later"
          hint="In UK time, such as 2026-06-22 14:00."
        />
        <TextField {...field('until')} type="datetime-local" label="And before" />
        <TextField
          {...field('name')}
          label="Name"
          hint="* stands for anything: “A* Quill*”. Case and accents don’t matter."
          autocomplete="off"
          spellcheck={false}
        />
        <SelectField {...field('role')} label="Role" options={roles} placeholder="Any role" />
        <TextField
          {...field('school')}
          label="School"
          hint="Words of its name, or its number in the register."
          autocomplete="off"
        />
        <TextField
          {...field('score')}
          label="Risk of at least"
          hint="From 1 to 100. From 60 on, signatures are checked before they count."
          inputmode="numeric"
          className="few"
          autocomplete="off"
        />
        <button class="btn">See which they are</button>
      </form>
    </CaseFrame>
  )
}

const KEPT: Record<(typeof NOTICED_CRITERIA)[number], string> = {
  network: 'From the same network',
  wider: 'From the same network, or one beside it',
  nameHash: 'The one name that was noticed',
  local: 'Addresses that differ by a number',
  agent: 'A browser of the same kind',
  referrer: 'Came from the same page',
  within: 'Confirmed sooner than anybody reads',
}

function Noticed({ one, values }: { one: CaseWithPeople; values: FormState['values'] }) {
  return (
    <>
      {NOTICED_CRITERIA.filter((key) => one.criteria[key] !== undefined).map((key) => (
        <Tick name={`keep_${key}`} label={KEPT[key]} checked={values[`keep_${key}`] === 'on'} />
      ))}
    </>
  )
}
