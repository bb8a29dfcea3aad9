import type { Context } from 'hono'
import { acceptsConfirmations, isOpen, isPublic } from '../../letters/state'
import { correctOrganisation, signAgain, withdrawOrganisation } from '../../organisations/change'
import { confirmOrganisation, type Listing } from '../../organisations/confirm'
import { disownOrganisation, eraseOrganisation } from '../../organisations/forget'
import { organisationFields } from '../../organisations/organisation'
import { paths } from '../../paths'
import { byField } from '../../signatures/read-form'
import { editionShown } from '../edition-shown'
import { readForm, type Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import type { Site } from '../site'
import type { OrganisationDone } from './organisation-manage-page'
import { findOrganisation, showOrganisation, type FoundOrganisation } from './organisation-shown'
import { OrganisationGonePage, OrganisationSurePage } from './organisation-sure-page'
import { Routes } from '../routing'

/** What the mailed link to an organisation leads to: confirming it, and later changing it. */
export const organisationLinkRoutes = new Routes()

organisationLinkRoutes.get('/organisation', async (c) => {
  const found = await findOrganisation(c, c.req.query('t') ?? '')
  return found instanceof Response ? found : showOrganisation(c, found, {})
})

organisationLinkRoutes.post('/organisation', async (c) => {
  const values = await readForm(c)
  const found = await findOrganisation(c, values.t ?? '')
  if (found instanceof Response) return found
  if (found.organisation.state === 'pending') return answer(c, found, values)
  switch (values.action) {
    case 'correct':
      return correct(c, found, values)
    case 'withdraw':
    case 'erase':
      return leave(c, found, values.action, values.sure === 'yes')
    case 'sign-again':
      return again(c, found, values)
    default:
      return showOrganisation(c, found, {})
  }
})

/** Takes the answer to what the mail asked. */
async function answer(c: Context<Site>, found: FoundOrganisation, values: Posted) {
  const { letter, organisation, now } = found
  const { DB } = c.env
  if (values.choice === 'no') {
    await disownOrganisation(DB, organisation, now)
    return c.html(<OrganisationGonePage title="It is deleted" letter={letter} />)
  }
  const typed = { values, status: 422 as const }
  if (values.choice !== 'yes')
    return showOrganisation(c, found, { ...typed, problems: { choice: CHOOSE } })
  if (!mayConfirm(found))
    return showOrganisation(c, found, { values, status: 410, problems: { form: CLOSED } })
  if (Number(values.edition) !== letter.edition) return stale(c, found, values)
  const read = organisationFields.safeParse({ name: '', ...values })
  if (!read.success) return showOrganisation(c, found, { ...typed, problems: byField(read.error) })

  const { MASTER_KEY } = c.get('settings')
  const listing = await confirmOrganisation(
    DB,
    MASTER_KEY,
    organisation,
    read.data,
    letter.edition,
    now
  )
  return after(c, found, values, listing, 'listed')
}

async function correct(c: Context<Site>, found: FoundOrganisation, values: Posted) {
  const read = organisationFields.safeParse({ name: '', ...values })
  if (!read.success)
    return showOrganisation(c, found, { values, status: 422, problems: byField(read.error) })
  const listing = await correctOrganisation(c.env.DB, found.organisation, read.data, found.now)
  return after(c, found, values, listing, 'corrected')
}

async function leave(
  c: Context<Site>,
  found: FoundOrganisation,
  action: 'withdraw' | 'erase',
  sure: boolean
) {
  const { letter, organisation, token, now } = found
  if (!sure) return c.html(<OrganisationSurePage {...{ letter, organisation, token, action }} />)
  if (action === 'erase') {
    await eraseOrganisation(c.env.DB, organisation)
    await forgetPublicReads(c, letter.slug)
    return c.html(<OrganisationGonePage title="It is erased" letter={letter} />)
  }
  await withdrawOrganisation(c.env.DB, organisation, now)
  return after(c, found, {}, 'done', 'withdrawn')
}

async function again(c: Context<Site>, found: FoundOrganisation, values: Posted) {
  const { letter, organisation, now } = found
  if (!isOpen(letter, now) || !mayConfirm(found)) {
    return showOrganisation(c, found, { status: 410, problems: { form: CLOSED } })
  }
  if (Number(values.edition) !== letter.edition) return stale(c, found, values)
  const listing = await signAgain(c.env.DB, organisation, letter.edition, now)
  return after(c, found, {}, listing, 'listed')
}

/** Goes on to the organisation's page, or says there why nothing was changed. */
async function after(
  c: Context<Site>,
  found: FoundOrganisation,
  values: Posted,
  listing: Listing,
  done: OrganisationDone
) {
  const { letter, token } = found
  if (listing === 'there') {
    const problems = { organisation: THERE }
    const typed = Object.keys(values).length > 0 ? { values } : {}
    return showOrganisation(c, found, { ...typed, status: 409, problems })
  }
  if (listing === 'done') await forgetPublicReads(c, letter.slug)
  const said = listing === 'done' ? `&done=${done}` : ''
  return c.redirect(paths.organisationLink(token) + said, 303)
}

async function stale(c: Context<Site>, found: FoundOrganisation, values: Posted) {
  const changedFrom = await editionShown(c, found.letter, values.edition)
  const typed = values.action ? {} : { values }
  const problems = changedFrom ? { form: CHANGED } : { form: WHICH_TEXT }
  return showOrganisation(c, found, { ...typed, status: 409, problems, changedFrom })
}

const CHOOSE = 'Nothing was done, because no answer was chosen. Choose one of the buttons.'
const CLOSED = 'The letter takes no organisations at the moment, so nothing was done.'
const CHANGED = 'The text has changed, so nothing was done. Read the change, then choose again.'
const WHICH_TEXT =
  'We can’t tell which text of the letter you were shown, so nothing was done. Read it as it is now, then choose again.'
const THERE =
  'An organisation of this name, confirmed from the same domain, is on the list already, or was taken off it by the letter’s team. Nothing was changed.'

function mayConfirm({ letter, now }: FoundOrganisation): boolean {
  return letter.takesOrganisations && isPublic(letter) && acceptsConfirmations(letter, now)
}
