import type { Context } from 'hono'
import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import { editionOf } from '../../letters/find-editions'
import type { Edition, Letter } from '../../letters/letter'
import { openLink } from '../../link'
import { organisationOf, type Organisation } from '../../organisations/find'
import { letterIdOf, type Problems } from '../../signatures/signature'
import type { Posted } from '../form'
import { goneStatus } from '../signatures/link-gone-page'
import type { Site } from '../site'
import { OrganisationConfirmPage } from './organisation-confirm-page'
import { organisationValues } from './organisation-fields'
import { OrganisationLinkGonePage } from './organisation-link-gone-page'
import { OrganisationManagePage } from './organisation-manage-page'

/** An organisation that a link leads to, with its letter and that letter's newest text. */
export type FoundOrganisation = {
  letter: Letter
  edition: Edition
  organisation: Organisation
  token: string
  now: Date
}

type Shown = {
  values?: Posted
  problems?: Problems
  changedFrom?: Edition
  status?: 409 | 410 | 422
}

/** What the link leads to now: the question, or the organisation's own page. */
export function showOrganisation(c: Context<Site>, found: FoundOrganisation, shown: Shown) {
  const { values, problems = {}, changedFrom, status = 200 } = shown
  const form = { values: values ?? organisationValues(found.organisation), problems }
  return found.organisation.state === 'pending'
    ? c.html(<OrganisationConfirmPage {...found} {...{ form, changedFrom }} />, status)
    : c.html(
        <OrganisationManagePage
          {...found}
          {...{ form, changedFrom }}
          done={status === 200 ? c.req.query('done') : undefined}
        />,
        status
      )
}

/** What a link leads to, or the page that says why it leads nowhere. */
export async function findOrganisation(
  c: Context<Site>,
  token: string
): Promise<FoundOrganisation | Response> {
  const now = new Date()
  const link = await openLink(c.get('settings').MASTER_KEY, 'organisation', token, now)
  if ('refused' in link) {
    const { refused } = link
    return c.html(<OrganisationLinkGonePage refused={refused} />, goneStatus(refused))
  }
  const ref = { id: letterIdOf(link.id) }
  const [organisation, letter, edition] = await ask(
    c.env.DB,
    organisationOf(c.env.DB, link.id),
    letterOf(c.env.DB, ref),
    editionOf(c.env.DB, ref)
  )
  const isOver = (organisation?.expiresAt ?? Infinity) <= now.getTime()
  if (!organisation || !letter || !edition || isOver) {
    return c.html(<OrganisationLinkGonePage refused="expired" />, 410)
  }
  return { letter, edition, organisation, token, now }
}
