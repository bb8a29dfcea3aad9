import type { Waiting } from '../../desk/approvals'
import { deskPaths } from '../../desk-paths'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { TextAreaField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { Time } from '../ui/time'

type ApprovalQueueProps = { waiting: Waiting[]; form: FormState }

/** Who waits for leave to launch a first letter, longest first. */
export function ApprovalQueue({ waiting, form }: ApprovalQueueProps) {
  if (waiting.length === 0) return <p>Nobody waits for approval.</p>
  return (
    <ul class="plain">
      {waiting.map((one, i) => (
        <li class={i > 0 ? 'mt' : undefined}>
          <Asking one={one} form={form} />
        </li>
      ))}
    </ul>
  )
}

function Asking({ one, form }: { one: Waiting; form: FormState }) {
  const { accountId, address, name, askedAt, letterId, title } = one
  const words = wordsField(accountId)
  return (
    <form class="short" method="post" action={deskPaths.stewardApprovals()} novalidate>
      <EnterChoosesNothing />
      <h3>
        {letterId === null ? (
          'The letter is gone'
        ) : (
          <a href={deskPaths.stewardLetter(letterId)}>{title || 'A letter without a title'}</a>
        )}
      </h3>
      <p>
        {name && `${name}, `}
        {address}
        <br />
        <span class="s soft">
          Asked at <Time at={askedAt} kind="moment" />
        </span>
      </p>
      <HiddenFields values={{ account: accountId, asked_at: askedAt }} />
      <TextAreaField
        name={words}
        label="A word to them"
        hint="They get it by mail. If you refuse, say what would have to change."
        rows={2}
        value={form.values[words]}
        problem={form.problems[words]}
      />
      <div class="row">
        <button class="btn" name="decision" value="allow">
          Allow
        </button>
        <button class="btn alt" name="decision" value="refuse">
          Refuse
        </button>
      </div>
    </form>
  )
}

/** Several such forms may stand on one page, so each field has a name of its own. */
export function wordsField(accountId: number): string {
  return `words-${accountId}`
}
