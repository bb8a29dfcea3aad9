import type { Context } from 'hono'
import { deskPaths } from '../../desk-paths'
import { chooseRetention, retentionForm } from '../../retention/choose'
import { planOf } from '../../retention/plan'
import { goneLately } from '../../retention/report'
import { byField } from '../../signatures/read-form'
import { readForm } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { atLetter, letterId, reachLetter, signedIn } from './guard'
import { RetentionPage } from './retention-page'

/** How long a letter's signers' data is kept. */
export const retentionRoutes = new Routes()

const RETENTION = '/desk/letters/:id{[0-9]+}/retention'

retentionRoutes.get(RETENTION, signedIn, (c) => retentionPage(c, EMPTY_FORM, 200))

retentionRoutes.post(RETENTION, signedIn, atLetter('choose-retention'), async (c) => {
  const values = await readForm(c)
  const read = retentionForm.safeParse(values)
  if (!read.success) return retentionPage(c, { values, problems: byField(read.error) }, 422)
  const { letter } = c.get('at')
  const by = c.get('account').id
  const outcome = await chooseRetention(c.env.DB, letter, read.data, by, new Date())
  if (outcome === 'too-late') {
    return retentionPage(c, { values, problems: { months: TOO_LATE } }, 409)
  }
  await forgetPublicReads(c, letter.slug)
  return c.redirect(`${deskPaths.retention(letter.id)}?done`, 303)
})

const TOO_LATE =
  'The letter has closed meanwhile, or its data has begun to go: it can only get shorter, or not change any more.'

/** Far enough ahead for every letter that has a day. */
const DAYS_AHEAD = 100 * 365

async function retentionPage(c: Context<Site>, form: FormState, status: 200 | 409 | 422) {
  const now = new Date()
  const id = letterId(c)
  const reached = await reachLetter(
    c,
    'read',
    now,
    planOf(c.env.DB, now, DAYS_AHEAD, id),
    goneLately(c.env.DB, 1, id)
  )
  if (reached instanceof Response) return reached
  const { at, answers } = reached
  const [[planned = null], gone] = answers
  const done = c.req.query('done') !== undefined
  return c.html(<RetentionPage {...{ at, planned, gone, form, now, done }} />, status)
}
