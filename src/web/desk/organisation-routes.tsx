import type { Context } from 'hono'
import * as z from 'zod/mini'
import { line } from '../../desk/draft-form'
import { deskPaths } from '../../desk-paths'
import { publicSlug } from '../../letters/state'
import {
  organisationsToCheck,
  putOrganisationBack,
  sameNames,
  takeOrganisationOff,
} from '../../organisations/check'
import { readPlace } from '../../organisations/find'
import { byField } from '../../signatures/read-form'
import { readForm } from '../form'
import { forgetPublicReads } from '../public-read'
import type { Site } from '../site'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { letterId, reachLetter, signedIn } from './guard'
import { A_PAGE, OrganisationsDeskPage, type OrganisationsDone } from './organisations-page'
import { Routes } from '../routing'

/** The organisations behind a letter, as its team sees them. */
export const organisationDeskRoutes = new Routes()

const ORGANISATIONS = '/desk/letters/:id{[0-9]+}/organisations'

const which = z.pipe(
  z.string('Choose an organisation.').check(z.regex(/^[^/]+\/\d+$/, 'Choose an organisation.')),
  z.transform((sent) => {
    const [id = '', changed] = sent.split('/')
    return { id, changed: Number(changed) }
  })
)

const reason = z.pipe(
  line('The reason', 300),
  z.string().check(z.minLength(1, 'Say why, in a sentence.'))
)

const checkForm = z.discriminatedUnion('act', [
  z.object({ act: z.literal('take-off'), which, reason }),
  z.object({ act: z.literal('put-back'), which }),
])

organisationDeskRoutes.get(ORGANISATIONS, signedIn, (c) => listPage(c, EMPTY_FORM, 200))

organisationDeskRoutes.post(ORGANISATIONS, signedIn, async (c) => {
  const now = new Date()
  const reached = await reachLetter(c, 'check-organisations', now)
  if (reached instanceof Response) return reached

  const values = await readForm(c)
  const read = checkForm.safeParse(values)
  if (!read.success) return listPage(c, { values, problems: byField(read.error) }, 422)
  const { letter } = reached.at
  const by = { letterId: letter.id, accountId: c.var.account.id }
  const { data } = read
  const isDone =
    data.act === 'take-off'
      ? await takeOrganisationOff(c.env.DB, by, data.which, data.reason, now)
      : await putOrganisationBack(c.env.DB, by, data.which, now)
  if (!isDone) return listPage(c, { values, problems: { form: CHANGED } }, 409)

  const slug = publicSlug(letter)
  if (slug) await forgetPublicReads(c, slug)
  const done: OrganisationsDone = data.act === 'take-off' ? 'off' : 'back'
  return c.redirect(`${deskPaths.organisations(letter.id)}?done=${done}`, 303)
})

const CHANGED =
  'Nothing was done: whoever signed for it changed it, or somebody of the team decided, after this page was made. Look once more.'

async function listPage(c: Context<Site>, form: FormState, status: 200 | 409 | 422) {
  const { DB } = c.env
  const id = letterId(c)
  const after = readPlace(c.req.query('after'))
  const reached = await reachLetter(
    c,
    'check-organisations',
    new Date(),
    organisationsToCheck(DB, id, 'listed', A_PAGE + 1, after),
    organisationsToCheck(DB, id, 'off', A_PAGE),
    sameNames(DB, id)
  )
  if (reached instanceof Response) return reached
  const [listed, off, same] = reached.answers
  const done = status === 200 ? c.req.query('done') : undefined
  return c.html(
    <OrganisationsDeskPage at={reached.at} {...{ listed, off, same, form, done }} />,
    status
  )
}
