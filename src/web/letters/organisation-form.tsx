import type { Edition, Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { EmailField } from '../signatures/email-field'
import { TextChanged } from '../signatures/text-changed'
import { EditionLink } from '../ui/edition-link'
import { Tick } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { OrganisationFields } from './organisation-fields'
import { Trap } from './sign-form'

type OrganisationFormProps = {
  letter: Letter
  edition: Edition
  form: FormState
  /** The edition that was shown before, if it is no longer the newest. */
  changedFrom?: Edition
}

/** The form by which an organisation signs as such. */
export function OrganisationForm({ letter, edition, form, changedFrom }: OrganisationFormProps) {
  const { values, problems } = form
  const { slug } = letter
  return (
    <form method="post" action={paths.organisations(slug)} novalidate>
      {changedFrom && <TextChanged slug={slug} from={changedFrom} to={edition} />}
      <input type="hidden" name="edition" value={edition.number} />
      <OrganisationFields {...form} />
      <EmailField
        form={form}
        label="Your email address there"
        hint="In the organisation’s own domain, which is published beside its name. The address itself is not; it is deleted once you confirm."
      />
      <Tick
        name="updates"
        label="Email me when there is news of this letter"
        hint="Your address is then kept, encrypted, until you turn that off."
        checked={values['updates'] === 'on'}
      />
      <Tick
        name="may_speak"
        label="I may speak for this organisation, and it signs this letter"
        checked={values['may_speak'] === 'on'}
        problem={problems['may_speak']}
      />
      <Trap />
      <p class="mt">
        <button class="btn">Sign for the organisation</button>
      </p>
      <p class="s soft">
        It signs <EditionLink slug={slug} number={edition.number} of=" of the letter" />. We email
        you a link; it is listed once you say yes there.{' '}
        <a href={paths.privacy(slug)}>What we hold, and why</a>
      </p>
    </form>
  )
}
