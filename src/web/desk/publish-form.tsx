import type { NextEdition } from '../../desk/next-edition'
import { denied } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import type { Edition } from '../../letters/letter'
import { HiddenFields } from '../signatures/hidden-fields'
import { TextAreaField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'

type PublishFormProps = { at: AtLetter; newest: Edition; next: NextEdition; form: FormState }

/** Asks the owner why the words change, or says why they can’t be published by this member or now. */
export function PublishForm({ at, newest, next, form }: PublishFormProps) {
  const { letter, draft, role, stage } = at
  if (denied(role, stage, 'publish-edition')) return <p>Only the letter’s owner can publish it.</p>
  if (letter.opensAt !== null) {
    return (
      <p>
        The letter is set to open at <Time at={letter.opensAt} kind="moment" />, and its words are
        fixed until then. To publish these first, take that time back on the{' '}
        <a href={deskPaths.launch(letter.id)}>launch page</a>.
      </p>
    )
  }
  return (
    <form method="post" action={deskPaths.newEdition(letter.id)} novalidate>
      <HiddenFields values={{ edition: newest.number, version: draft?.version ?? 0 }} />
      <TextAreaField
        name="reason"
        label="Why do the words change?"
        hint="A sentence or two for everyone, signers first. It stands beside the change for good."
        rows={3}
        value={form.values.reason ?? (next.more === null ? 'A spelling was corrected.' : '')}
        problem={form.problems.reason}
      />
      <button class="btn">Go on</button>
      <p class="s soft mt">Nothing is published yet: one more page asks whether you are sure.</p>
    </form>
  )
}
