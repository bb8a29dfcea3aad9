import type { Context } from 'hono'
import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import { editionOf, editionsOf, wordsSince } from '../../letters/find-editions'
import type { Edition } from '../../letters/letter'
import { closedSince, isOpen, isPublic } from '../../letters/state'
import { canSendMail } from '../../mail/mailer'
import { announce } from '../../mail/outbox'
import { organisationsOf, readPlace, writePlace } from '../../organisations/find'
import { organisationForm } from '../../organisations/organisation'
import { signForOrganisation } from '../../organisations/sign'
import { paths } from '../../paths'
import { byField, TRAP_FIELD } from '../../signatures/read-form'
import type { Problems } from '../../signatures/signature'
import { editionShown } from '../edition-shown'
import { readForm } from '../form'
import { publicRead } from '../public-read'
import type { Site } from '../site'
import { EMPTY_FORM } from '../ui/form-state'
import { whyNoMailing } from '../no-mailing'
import { whyNoSigning } from './no-signing'
import { NotAddedPage } from './not-added-page'
import { organisationLinkRoutes } from './organisation-link-routes'
import { OrganisationSentPage } from './organisation-sent-page'
import { OrganisationsPage } from './organisations-page'
import { Routes } from '../routing'

/** Organisations that stand behind a letter as such. */
export const organisationRoutes = new Routes()
organisationRoutes.route('/', organisationLinkRoutes)

const A_PAGE = 100

organisationRoutes.get('/letters/:slug/organisations', publicRead('after', 'sent'), async (c) => {
  const found = await findList(c)
  if (!found) return c.notFound()
  if (c.req.query('sent')) return c.html(<OrganisationSentPage letter={found.letter} />)
  const { letter, now } = found
  const signs = isOpen(letter, now) && canSendMail(c.get('settings'))
  return c.html(<OrganisationsPage {...found} form={signs ? EMPTY_FORM : null} />)
})

organisationRoutes.post('/letters/:slug/organisations', async (c) => {
  const settings = c.get('settings')
  const { [TRAP_FIELD]: trap, ...values } = await readForm(c)
  const found = await findList(c)
  if (!found?.letter.takesOrganisations) return c.notFound()

  const { letter, now } = found
  const again = (status: 409 | 422 | 429 | 503, problems: Problems, changedFrom?: Edition) => {
    // Agreement to the former words is none to these.
    const typed = changedFrom ? { ...values, may_speak: '' } : values
    const form = { values: typed, problems }
    return c.html(<OrganisationsPage {...found} {...{ form, changedFrom }} />, status)
  }
  if (closedSince(letter, now) !== null) {
    return c.html(<NotAddedPage letter={letter} now={now} />, 410)
  }
  if (!canSendMail(settings) || !isOpen(letter, now)) {
    return again(503, { form: `${whyNoSigning(letter, now)} ${KEPT}` })
  }
  if (Number(values.edition) !== letter.edition) {
    const changedFrom = await editionShown(c, letter, values.edition)
    return again(409, { form: changedFrom ? CHANGED : WHICH_TEXT }, changedFrom)
  }
  const read = organisationForm.safeParse({ name: '', email: '', ...values })
  if (!read.success) return again(422, byField(read.error))
  const barred = await whyNoMailing(c, 'organisation', trap)
  if (barred) return again(barred.status, barred.problems)

  await signForOrganisation(c.env.DB, settings.MASTER_KEY, letter, read.data, now)
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['organisation']))
  return c.redirect(`${paths.organisations(letter.slug)}?sent=1`, 303)
})

const KEPT = 'Nothing was stored. What you typed is still in the form.'

const CHANGED =
  'The text has changed, so nothing was recorded. Read the change below and tick the box again.'

const WHICH_TEXT =
  'We can’t tell which text of the letter you were shown, so nothing was recorded. Read it as it is now, then press the button again.'

/** The letter with a page of its organisations; null if it has no such page. */
async function findList(c: Context<Site>) {
  const ref = { slug: c.req.param('slug') ?? '' }
  const after = readPlace(c.req.query('after'))
  const [letter, edition, editions, rows] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    editionOf(c.env.DB, ref),
    editionsOf(c.env.DB, ref),
    organisationsOf(c.env.DB, ref, A_PAGE + 1, after)
  )
  if (!letter || !edition || !isPublic(letter)) return null
  if (!letter.takesOrganisations && letter.organisations === 0) return null
  const last = rows.length > A_PAGE ? rows[A_PAGE - 1] : undefined
  return {
    letter,
    edition,
    since: wordsSince(editions),
    organisations: rows.slice(0, A_PAGE),
    next: last ? writePlace(last) : null,
    first: after === null,
    now: new Date(),
  }
}
