import type { Sampled } from '../../cases/sample'
import { readRisk } from '../../gate/risk'
import type { Letter } from '../../letters/letter'
import { roleLabel, schoolLabel } from '../../signatures/signature'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import { RISK_WORDS } from './case-words'

const STATES: Record<string, string> = {
  counted: 'counts',
  held: 'being checked',
  removed: 'removed',
  refused: 'refused',
  withdrawn: 'withdrawn by its signer',
}

/** Some of the signatures of a case; of who is not shown, the role and the number. */
export function CaseSample({ letter, sample }: { letter: Letter; sample: Sampled[] }) {
  return (
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">Signer</th>
          <th scope="col">Role and school</th>
          <th scope="col">State</th>
          <th scope="col">Confirmed</th>
          <th scope="col" class="num">
            Number
          </th>
        </tr>
      </thead>
      <tbody>
        {sample.map((one) => (
          <tr>
            <th scope="row">
              <Who one={one} />
            </th>
            <td>
              {one.role !== null && whatTheySay(letter, one)}
              <Why risk={one.risk} />
            </td>
            <td data-l="State">{one.state === null ? 'gone' : (STATES[one.state] ?? one.state)}</td>
            <td data-l="Confirmed">
              {one.confirmedAt !== null && <Time at={one.confirmedAt} kind="moment" />}
            </td>
            <td class="num" data-l="Number">
              {one.number === null ? 'none' : formatNumber(one.number)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A name as far as a checker may see it. */
export function Who({ one: { name, state } }: { one: Pick<Sampled, 'name' | 'state'> }) {
  if (state === null) return <i class="soft">Erased</i>
  return name === null ? <i class="soft">Name not shown</i> : <b>{name}</b>
}

/** Role and school, or the role alone. */
export function whatTheySay(
  letter: Letter,
  { role, roleOther, school }: Pick<Sampled, 'role' | 'roleOther' | 'school'>
): string {
  const where = schoolLabel(letter, role ?? '', school)
  return roleLabel(letter, role ?? '', roleOther) + (where ? `, ${where}` : '')
}

function Why({ risk }: { risk: string | null }) {
  const reasons = readRisk(risk)
  if (reasons.length === 0) return null
  return <span class="hint">{reasons.map((one) => RISK_WORDS[one]).join('; ')}</span>
}
