import type { Context } from 'hono'
import { ask } from '../../ask'
import { draftOf, type Draft } from '../../desk/find'
import { letterByLink } from '../../desk/letter-link'
import { leaveRemark, remarkForm } from '../../desk/remark'
import { denied, stageOf } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import { isWithinRate, RATE_PERIOD_SECONDS } from '../../gate/rate'
import { letterOf } from '../../letters/find'
import type { Letter } from '../../letters/letter'
import { byField } from '../../signatures/read-form'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { visitorAddress } from '../visitor-address'
import { LinkEndedPage, NoDraftPage, SharedDraftPage } from './shared-draft-page'

/** A draft for readers without an account, and their remarks. */
export const sharedDraftRoutes = new Routes()

sharedDraftRoutes.get('/drafts/:token', async (c) => {
  const token = c.req.param('token')
  const found = await findDraft(c, token)
  if (!('draft' in found)) return noDraft(c, found)

  const isLeft = c.req.query('left') !== undefined
  const form = { values: {}, problems: {} }
  return c.html(<SharedDraftPage {...found} {...{ token, form, isLeft }} />)
})

sharedDraftRoutes.post('/drafts/:token', async (c) => {
  const token = c.req.param('token')
  const values = await readForm(c)
  const found = await findDraft(c, token)
  if (!('draft' in found)) return noDraft(c, found)

  const again = (problems: Record<string, string>, status: 422 | 429) =>
    c.html(<SharedDraftPage {...found} token={token} form={{ values, problems }} />, status)
  const form = remarkForm.safeParse(values)
  if (!form.success) return again(byField(form.error), 422)
  if (!(await isWithinRate(c.env.SIGN_RATE, visitorAddress(c), 'remark'))) {
    c.header('retry-after', String(RATE_PERIOD_SECONDS))
    return again({ form: 'Too many remarks at once. Wait a minute and send it again.' }, 429)
  }
  const outcome = await leaveRemark(c.env.DB, found.letter.id, form.data, new Date())
  if (outcome === 'too-many') {
    const full = 'The team has more remarks than it can read. Send yours again in a day or two.'
    return again({ form: full }, 429)
  }
  return c.redirect(`${deskPaths.sharedDraft(token)}?left`, 303)
})

type Found = { letter: Letter; draft: Draft } | { letter: Letter } | { ended: true }

async function findDraft(c: Context<Site>, token: string): Promise<Found> {
  const id = await letterByLink(c.env.DB, token, 'draft')
  if (id === null) return { ended: true }
  const [letter, draft] = await ask(c.env.DB, letterOf(c.env.DB, { id }), draftOf(c.env.DB, id))
  // Words that can't become an edition any more are the team's own affair.
  if (!letter || denied('owner', stageOf(letter, new Date()), 'share-draft')) return { ended: true }
  return draft ? { letter, draft } : { letter }
}

function noDraft(c: Context<Site>, found: { letter: Letter } | { ended: true }) {
  if ('ended' in found) return c.html(<LinkEndedPage />, 410)
  return c.html(<NoDraftPage letter={found.letter} />)
}
