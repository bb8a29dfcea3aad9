import type { Unreachable } from '../../mail/unreachable'
import { paths } from '../../paths'
import { TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { formatNumber } from '../ui/number'

type LeftAloneProps = { unreachable: { reason: Unreachable; n: number }[]; form: FormState }

/** How many mailboxes nothing is sent to, and how one of them gets mail again. */
export function LeftAlone({ unreachable, form }: LeftAloneProps) {
  const of = (why: Unreachable) =>
    formatNumber(unreachable.find((one) => one.reason === why)?.n ?? 0)
  return (
    <>
      <p>
        Nothing goes to mailboxes that can’t be reached ({of('bounced')}), and to those whose owners
        called our mail spam ({of('complained')}). Signing looks the same to them.
      </p>
      <form class="narrow" method="post" action={paths.stewardMail()} novalidate>
        <TextField
          name="email"
          label="Let mail go there again"
          hint="An address whose owner asked you. If the provider has it on a list of its own, take it off there, too."
          type="email"
          autocomplete="off"
          spellcheck={false}
          value={form.values.email}
          problem={form.problems.email}
        />
        <button class="btn alt" name="action" value="reach-again">
          Let mail go there
        </button>
      </form>
    </>
  )
}
