import type { Letter } from '../../letters/letter'
import type { Organisation } from '../../organisations/find'
import { paths } from '../../paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'

type OrganisationSurePageProps = {
  letter: Letter
  organisation: Organisation
  token: string
  action: 'withdraw' | 'erase'
}

/** Says what is about to happen, and waits for a second press. */
export function OrganisationSurePage(props: OrganisationSurePageProps) {
  const { letter, organisation, token, action } = props
  const erase = action === 'erase'
  return (
    <SlimPage title={`${erase ? 'Erase' : 'Withdraw'} ${organisation.name}?`} letter={letter}>
      <p>
        {erase
          ? 'It goes from the list, and its name, your name and role, and the keyed fingerprint of your address are deleted. News of this letter to your address stops too. Copies in our backups are gone within 30 days. This can’t be undone.'
          : 'It goes from the list, and the number of organisations goes down by one. What is held stays here, unseen, so that it can sign again while the letter is open. News goes on until you turn it off, by the link in each mail.'}
      </p>
      <form method="post" action={paths.organisation()}>
        <HiddenFields values={{ t: token, action, sure: 'yes' }} />
        <div class="choice">
          <button class="btn">{erase ? 'Yes, erase everything' : 'Yes, withdraw it'}</button>
          <a class="btn alt" href={paths.organisationLink(token)}>
            No, go back
          </a>
        </div>
      </form>
    </SlimPage>
  )
}

/** After erasing, or after "this wasn't me". */
export function OrganisationGonePage({ title, letter }: { title: string; letter: Letter }) {
  return (
    <SlimPage title={title} letter={letter}>
      <p>Nothing of it is held here any more. Its link opens nothing from now on.</p>
    </SlimPage>
  )
}
