import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import type { AtLetter } from './at-letter'

/** Asks another group whether it stands behind a letter too. */
export function AskHostForm({ at, form }: { at: AtLetter; form: FormState }) {
  const field = fieldsOf(form)
  return (
    <Section id="ask" title="Ask another group">
      <p>
        Somebody there gets a mail, reads the letter and says yes or no. Until they say yes the
        group is shown nowhere; the letter can open before that.
      </p>
      {(at.letter.edition > 0 || at.stage === 'scheduled') && (
        <p>
          The words are frozen, with the hosts in them. Who says yes from now on is shown beside the
          letter, with the date.
        </p>
      )}
      <form method="post" action={`${deskPaths.hosts(at.letter.id)}`} novalidate>
        <HiddenFields values={{ action: 'ask' }} />
        <TextField {...field('host_name')} label="The group" autocomplete="off" />
        <TextField
          {...field('host_url')}
          label="Its web address (optional)"
          inputmode="url"
          autocomplete="off"
        />
        <TextField
          {...field('email')}
          label="Email address of somebody who can answer for it"
          hint="Use one at the group’s own domain: everyone sees from which domain it was confirmed. The address itself is shown to nobody but your team, and deleted once it has answered."
          type="email"
          autocomplete="off"
          spellcheck={false}
        />
        <button class="btn">Ask them</button>
      </form>
    </Section>
  )
}
