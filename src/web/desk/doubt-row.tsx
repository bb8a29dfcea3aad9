import type { Doubt, DoubtSigner } from '../../desk/doubts'
import { deskPaths } from '../../desk-paths'
import { assuranceLabel } from '../../register/assurance-words'
import { roleLabel } from '../../signatures/signature'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'

type DoubtRowProps = { at: AtLetter; doubt: Doubt; form: FormState }

/** One doubt: whom it is about, and what a checker may do. */
export function DoubtRow({ at, doubt, form }: DoubtRowProps) {
  const { kind, schools, signers, isOneLeftOut, foundAt } = doubt
  const [one] = signers
  return (
    <li>
      <div>
        <h3>
          {kind === 'same-name' ? 'The same name twice' : 'One head more than the register names'}
        </h3>
        <p class="s soft">
          {schools.length > 0 ? `${schools.join('; ')}. ` : 'The school is not shown. '}Found{' '}
          <Time at={foundAt} kind="moment" />. {ABOUT[kind]}
        </p>
        <ul class="plain">
          {signers.map((signer) => (
            <Signer {...{ at, signer }} />
          ))}
          {isOneLeftOut && one && (
            <li>
              Somebody whose name is shown. That name would tell who number{' '}
              {formatNumber(one.number)} is, so it stands here only once you have looked into that
              number.
            </li>
          )}
        </ul>
        <p>{domains(doubt)}</p>
        <Decision {...{ doubt, form }} />
      </div>
    </li>
  )
}

const ABOUT = {
  'same-name': 'Each said yes from a mailbox of their own, and both count.',
  'more-heads':
    'Name and mailbox are such as the register’s head would have, but as many as it names count as heads already. This one counts too, as one with a school mailbox.',
}

function Signer({ at: { letter }, signer }: { at: AtLetter; signer: DoubtSigner }) {
  const { number, name, role, roleOther, assurance, confirmedAt, opened, isOff } = signer
  return (
    <li>
      {name === null ? <i>Name not shown</i> : <b>{name}</b>}, {roleLabel(letter, role, roleOther)},
      number {formatNumber(number)}
      <span class="hint">
        {assuranceLabel(assurance)}. Confirmed <Time at={confirmedAt} kind="moment" />
      </span>
      {opened !== null ? (
        <a href={deskPaths.openedSigner(letter.id, opened)}>
          The opened case<span class="vh"> of number {number}</span>
        </a>
      ) : name === null ? (
        <a href={`${deskPaths.openedSigners(letter.id)}?number=${number}`}>
          Look into it<span class="vh">: number {number}</span>
        </a>
      ) : isOff ? (
        <a href={`${deskPaths.names(letter.id)}#off`}>
          Off display<span class="vh">: the name of number {number}</span>
        </a>
      ) : (
        <a href={`${deskPaths.names(letter.id)}?q=${number}#find`}>
          Take off display<span class="vh"> the name of number {number}</span>
        </a>
      )}
    </li>
  )
}

function domains({ kind, sameDomain }: Doubt): string | null {
  if (kind !== 'same-name' || sameDomain === null) return null
  return sameDomain ? 'Both mailboxes are at one domain.' : 'The mailboxes are at two domains.'
}

function Decision({ doubt, form }: Omit<DoubtRowProps, 'at'>) {
  const { id, lookedAt, lookedBy, note } = doubt
  const field = `note-${id}`
  return (
    <form method="post" novalidate>
      <EnterChoosesNothing />
      <HiddenFields values={{ doubt: String(id) }} />
      {lookedAt === null ? (
        <>
          <TextField
            name={field}
            label="A note for other checkers (optional)"
            hint="Write no names."
            autocomplete="off"
            value={form.values[field]}
            problem={form.problems[field]}
          />
          <button class="btn alt sm" name="act" value="in-order">
            Looked at: it is in order
          </button>
        </>
      ) : (
        <>
          <p>
            In order, says {lookedBy ?? 'somebody'}, <Time at={lookedAt} kind="moment" />
            {note ? `: ${note}` : '.'}
          </p>
          <button class="btn alt sm" name="act" value="look-again">
            Have it looked at again
          </button>
        </>
      )}
    </form>
  )
}
