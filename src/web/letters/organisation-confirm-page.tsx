import type { Edition, Letter } from '../../letters/letter'
import { acceptsConfirmations, publicSlug } from '../../letters/state'
import type { Organisation } from '../../organisations/find'
import { paths } from '../../paths'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'
import { TextChanged } from '../signatures/text-changed'
import { EditionLink } from '../ui/edition-link'
import { Tick } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { Time } from '../ui/time'
import { NoSigning } from './no-signing'
import { OrganisationFields } from './organisation-fields'

type OrganisationConfirmPageProps = {
  letter: Letter
  edition: Edition
  organisation: Organisation
  token: string
  form: FormState
  changedFrom?: Edition
  now: Date
}

/** Shows what would be listed, and asks. Only its two buttons to choose with change anything. */
export function OrganisationConfirmPage(props: OrganisationConfirmPageProps) {
  const { letter, edition, organisation, token, form, changedFrom, now } = props
  const { values, problems } = form
  const slug = publicSlug(letter)
  const accepts = letter.takesOrganisations && acceptsConfirmations(letter, now)
  return (
    <SlimPage title="List this organisation?" letter={letter} problems={problems}>
      <p>
        It would sign <EditionLink slug={slug} number={edition.number} of=" of the letter" /> and be
        listed with its name, place and web address, and “confirmed from {organisation.domain}”.
        Nothing is listed until you choose.
      </p>
      {changedFrom && <TextChanged slug={slug} from={changedFrom} to={edition} />}
      {!accepts &&
        (letter.takesOrganisations ? (
          <NoSigning letter={letter} now={now} />
        ) : (
          <p class="note">The letter takes no organisations any more.</p>
        ))}
      <form class="mt" method="post" action={paths.organisation()} novalidate>
        <EnterChoosesNothing />
        <HiddenFields values={{ t: token, edition: edition.number }} />
        <OrganisationFields {...form} />
        <Tick
          name="updates"
          label="Email me when there is news of this letter"
          checked={values['updates'] === 'on'}
        />
        <div class="choice" id="choice">
          {accepts && (
            <button class="btn" name="choice" value="yes">
              Yes, list it
            </button>
          )}
          <button class="btn alt" name="choice" value="no">
            No, this wasn’t me
          </button>
        </div>
      </form>
      <p class="rule s soft">
        If you choose no, what was typed is deleted, and we won’t write to this address about this
        letter again. If nobody chooses by <Time at={organisation.expiresAt ?? 0} kind="moment" />,
        it is deleted too.
      </p>
    </SlimPage>
  )
}
