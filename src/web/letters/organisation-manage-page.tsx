import type { Edition, Letter } from '../../letters/letter'
import { isOpen, publicSlug } from '../../letters/state'
import type { Organisation } from '../../organisations/find'
import { paths } from '../../paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { SlimPage } from '../signatures/slim-page'
import { TextChanged } from '../signatures/text-changed'
import { EditionLink } from '../ui/edition-link'
import type { FormState } from '../ui/form-state'
import { Time } from '../ui/time'
import { OrganisationFields } from './organisation-fields'

const DONE = {
  listed: 'Done. It is on the list.',
  corrected: 'Done. It is corrected.',
  withdrawn: 'Done. It is no longer on the list.',
}

/** What a press on an organisation's own page came to. */
export type OrganisationDone = keyof typeof DONE

type OrganisationManagePageProps = {
  letter: Letter
  edition: Edition
  organisation: Organisation
  token: string
  form: FormState
  changedFrom?: Edition
  done?: string
  now: Date
}

/** An organisation's own page, for whoever signed for it: what is held, and what they can do. */
export function OrganisationManagePage(props: OrganisationManagePageProps) {
  const { letter, edition, organisation, token, form, changedFrom, now } = props
  const { state, offBecause } = organisation
  const done = DONE[props.done as OrganisationDone] as string | undefined
  const slug = publicSlug(letter)
  return (
    <SlimPage title={TITLES[state]} letter={letter} problems={form.problems}>
      {done && <Outcome>{done}</Outcome>}
      {state === 'off' && (
        <p class="note">
          The letter’s team took it off the list: {offBecause} To object, write to{' '}
          {letter.controller.name}: {letter.controller.contact}.
        </p>
      )}
      <p>
        Confirmed from {organisation.domain} on{' '}
        <Time at={organisation.confirmedAt ?? 0} kind="day" />, for{' '}
        <EditionLink slug={slug} number={organisation.edition} of=" of the letter" />. Your address
        is not held with it, only a keyed fingerprint of it.{' '}
        {slug && <a href={paths.organisations(slug)}>The list</a>}
      </p>
      {changedFrom && <TextChanged slug={slug} from={changedFrom} to={edition} />}
      {state === 'withdrawn' && isOpen(letter, now) && (
        <form method="post" action={paths.organisation()}>
          <HiddenFields values={{ t: token, action: 'sign-again', edition: edition.number }} />
          <button class="btn">Sign again, edition {edition.number}</button>
        </form>
      )}
      <form class="rule" method="post" action={paths.organisation()} novalidate>
        <h2>What is held</h2>
        <HiddenFields values={{ t: token, action: 'correct' }} />
        <OrganisationFields {...form} />
        <button class="btn alt">Save corrections</button>
      </form>
      <div class="rule row">
        {state === 'listed' && <LeaveForm token={token} action="withdraw" button="Withdraw it" />}
        <LeaveForm token={token} action="erase" button="Erase everything" />
      </div>
    </SlimPage>
  )
}

const TITLES = {
  pending: '',
  listed: 'This organisation is listed',
  withdrawn: 'This organisation has withdrawn',
  off: 'This organisation is off the list',
}

type LeaveFormProps = { token: string; action: 'withdraw' | 'erase'; button: string }

function LeaveForm({ token, action, button }: LeaveFormProps) {
  return (
    <form method="post" action={paths.organisation()}>
      <HiddenFields values={{ t: token, action }} />
      <button class="btn alt">{button}</button>
    </form>
  )
}
