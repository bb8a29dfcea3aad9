import type { CheckedName } from '../../desk/names'
import { deskPaths } from '../../desk-paths'
import { HOWS, type KeptCheck } from '../../notable/check'
import type { Listed } from '../../notable/among'
import { formsOf } from '../../notable/fold'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { SelectField, TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { NameLine, WhyOff } from './name-choices'
import { sentAs } from './name-form'

type WaitingProps = {
  at: AtLetter
  names: CheckedName[]
  next: number | null
  /** What the lists say of these. */
  listed: Listed[]
  form: FormState
}

/** Signatures under notable names whose owners nobody has asked yet. */
export function Waiting({ at, names, next, listed, form }: WaitingProps) {
  return (
    <Section id="waiting" title="Ask them">
      {names.length === 0 ? (
        <p>Nobody is to be asked. Whoever signs under a listed name counts at once, unnamed.</p>
      ) : (
        <>
          <p>
            They count already, and are not shown. Ask each of them at an address or number that
            their office, their school or they themselves publish, never at one that came with the
            signature. Anybody may share a name: ask whether they signed this letter.
          </p>
          <ul class="plain rows">
            {names.map((name) => (
              <li>
                <div>
                  <div class="fld">
                    <NameLine letter={at.letter} name={name}>
                      <WhyOff name={name} />
                    </NameLine>
                    <OnList listed={listed} name={name.name} />
                  </div>
                  <Check at={at} name={name} form={form} />
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {next !== null && (
        <p class="mt">
          <a href={`${deskPaths.notable(at.letter.id)}?after=${next}#waiting`}>The next names</a>
        </p>
      )}
    </Section>
  )
}

function OnList({ listed, name }: { listed: Listed[]; name: string }) {
  const forms = formsOf(name)
  const found = listed.find(({ folded }) => forms.includes(folded))
  return (
    <p class="s">
      {found ? (
        <>
          {found.isSites === 1 ? 'On the list of the whole site: ' : 'On the list: '}
          <bdi>{found.name}</bdi>, <bdi>{found.note}</bdi>
        </>
      ) : (
        'On no list any more: it is shown within minutes, unless it waits for a look.'
      )}
    </p>
  )
}

function Check({ at, name, form }: Pick<WaitingProps, 'at' | 'form'> & { name: CheckedName }) {
  const { number } = name
  const { values, problems } = form
  const [how, said] = [`how-${number}`, `said-${number}`]
  return (
    <form class="short" method="post" action={deskPaths.notable(at.letter.id)} novalidate>
      <EnterChoosesNothing />
      <HiddenFields values={{ name: sentAs(name) }} />
      <SelectField
        name={how}
        label="How you asked"
        options={HOWS}
        placeholder="Choose one"
        value={values[how]}
        problem={problems[how]}
      />
      <TextField
        name={said}
        label="Who answered, and what they said"
        hint="Other checkers and the signer can read it. It is kept as long as the signature."
        autocomplete="off"
        value={values[said]}
        problem={problems[said]}
      />
      <div class="acts">
        <button class="btn sm" name="act" value="checked">
          They signed: show the name<span class="vh"> of number {number}</span>
        </button>
        <a href={`${deskPaths.newCase(at.letter.id)}?name=${encodeURIComponent(name.name)}`}>
          They did not: make a case<span class="vh"> of number {number}</span>
        </a>
      </div>
    </form>
  )
}

/** How owners of notable names were asked. */
export function Checks({ checks }: { checks: KeptCheck[] }) {
  if (checks.length === 0) return null
  return (
    <Section id="asked" title="Asked">
      <ul>
        {checks.map(({ number, how, said, checkedBy, checkedAt }) => (
          <li>
            Number {formatNumber(number)}, asked by {checkedBy ?? 'somebody'},{' '}
            <Time at={checkedAt} kind="moment" />. {HOWS.find(({ key }) => key === how)?.label}:{' '}
            <bdi>{said}</bdi>
          </li>
        ))}
      </ul>
    </Section>
  )
}
