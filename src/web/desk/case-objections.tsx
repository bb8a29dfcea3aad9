import type { CaseWithPeople } from '../../cases/find'
import type { Objection } from '../../cases/settle-objection'
import { deskPaths } from '../../desk-paths'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import type { AtCases } from './case-reach'
import { whatTheySay, Who } from './case-sample'

type CaseObjectionsProps = {
  at: AtCases
  one: CaseWithPeople
  objections: Objection[]
  form: FormState
}

/** What signers say against the case, each to be answered. */
export function CaseObjections({ at, one, objections, form }: CaseObjectionsProps) {
  const action = deskPaths.objection(at.letter.id, one.id)
  return (
    <ul class="plain rows">
      {objections.map((objection) => {
        const field = `answer-${objection.id}`
        return (
          <li>
            <div>
              <p>
                <Who one={objection} />, {whatTheySay(at.letter, objection)}
                {objection.number !== null && `, number ${formatNumber(objection.number)}`}
                <span class="hint">
                  Wrote this <Time at={objection.createdAt} kind="moment" />
                </span>
              </p>
              <p class="lines say">{objection.words}</p>
              <form method="post" action={action} novalidate>
                <EnterChoosesNothing />
                <HiddenFields values={{ objection: objection.id }} />
                <TextField
                  name={field}
                  label="Your answer"
                  hint="The signer reads it. If you agree, everyone does, as the reason why it counts again: write no names."
                  autocomplete="off"
                  value={form.values[field]}
                  problem={form.problems[field]}
                />
                <div class="acts">
                  <button class="btn alt sm" name="act" value="uphold">
                    Agree: it counts again
                  </button>
                  <button class="btn alt sm" name="act" value="reject">
                    The decision stays
                  </button>
                </div>
              </form>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
