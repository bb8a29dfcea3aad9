import type { Context } from 'hono'
import { deskPaths } from '../../desk-paths'
import { announce } from '../../mail/outbox'
import { beginUpdate, discardUpdate, saveUpdate } from '../../updates/save'
import { sendTest } from '../../updates/send-test'
import { readUpdate, type TypedUpdate } from '../../updates/update-form'
import { mailingsOf, writtenUpdates } from '../../updates/written'
import { readForm, type Posted } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { letterId, reachLetter, signedIn } from './guard'
import { reachUpdate, type ReachedUpdate } from './reach-update'
import { UpdateEditPage, type UpdateEditPageProps } from './update-edit-page'
import { UpdateListPage } from './update-list-page'
import { newValues, valuesOf } from './update-values'
import { updateSendRoutes } from './update-send-routes'

/** Writing news of a letter. */
export const updateDeskRoutes = new Routes()
updateDeskRoutes.route('/', updateSendRoutes)

const UPDATES = '/desk/letters/:id{[0-9]+}/updates'

const SAID: Record<string, string> = {
  saved: 'Saved.',
  test: 'Saved, and a test is on its way to your own address. It shows what readers would get.',
  'no-test': 'Saved. No test was sent: you had twenty within a day, and that is the most.',
  discarded: 'The update is thrown away.',
  published:
    'Published: everyone can read it, and its mail begins within a minute, if there is any.',
  pause: 'The mail is paused.',
  resume: 'The mail goes on.',
  cancel: 'The mail is called off.',
  late: 'Nothing was changed: the mail was done, or somebody stopped it, before. This is how it stands.',
}

updateDeskRoutes.get(UPDATES, signedIn, async (c) => {
  const id = letterId(c)
  const reached = await reachLetter(
    c,
    'write-update',
    new Date(),
    writtenUpdates(c.env.DB, id),
    mailingsOf(c.env.DB, id)
  )
  if (reached instanceof Response) return reached
  const [updates, mailings] = reached.answers
  const said = SAID[c.req.query('done') ?? '']
  return c.html(<UpdateListPage {...{ at: reached.at, updates, mailings, said }} />)
})

updateDeskRoutes.get(`${UPDATES}/new`, signedIn, async (c) => {
  const reached = await reachUpdate(c, 0)
  if (reached instanceof Response) return reached
  const { at, sizes } = reached
  return answer(c, reached, { values: newValues(at.letter, c.var.account, sizes) })
})

updateDeskRoutes.get(`${UPDATES}/:update{[1-9][0-9]*}`, signedIn, async (c) => {
  const reached = await reachUpdate(c, Number(c.req.param('update')))
  if (reached instanceof Response) return reached
  const { at, update } = reached
  if (!update) return c.notFound()
  if (update.number !== null) return c.redirect(deskPaths.updates(at.letter.id), 303)
  const said = SAID[c.req.query('done') ?? '']
  return answer(c, reached, { values: valuesOf(at.letter, update), said })
})

updateDeskRoutes.post(`${UPDATES}/new`, signedIn, (c) => save(c, 0))
updateDeskRoutes.post(`${UPDATES}/:update{[1-9][0-9]*}`, signedIn, (c) =>
  save(c, Number(c.req.param('update')))
)

/** The form as it was sent: shown again, saved, mailed as a test, or thrown away. */
async function save(c: Context<Site>, id: number) {
  const now = new Date()
  const reached = await reachUpdate(c, id)
  if (reached instanceof Response) return reached
  const { at, update, points, sizes } = reached
  const values = await readForm(c)
  if (id > 0 && !update) return answer(c, reached, { values: anew(values), problems: GONE }, 409)
  if (values.do === 'preview') return answer(c, reached, { values, isPreview: true })

  const by = { letterId: at.letter.id, accountId: c.var.account.id }
  if (values.do === 'discard' && update) {
    const seen = { id, version: Number(values.version) }
    const isGone = values.sure === 'on' && (await discardUpdate(c.env.DB, by, seen, now))
    if (isGone) return c.redirect(`${deskPaths.updates(by.letterId)}?done=discarded`, 303)
    const stands = valuesOf(at.letter, update)
    return answer(c, reached, { values: stands, problems: { form: KEPT } }, 409)
  }

  const read = readUpdate(at.letter, points, sizes.hosts, values)
  if ('problems' in read) return answer(c, reached, { values, problems: read.problems }, 422)
  if (!update) {
    const begun = await beginUpdate(c.env.DB, by, read.data, now)
    return saved(c, reached, begun, values, read.data)
  }
  const result = await saveUpdate(c.env.DB, by, id, read.data, now)
  if (result === 'saved') return saved(c, reached, id, values, read.data)
  if (result === 'gone' || 'published' in result) {
    const over = { ...reached, update: null }
    return answer(c, over, { values: anew(values), problems: GONE }, 409)
  }
  const { stale } = result
  const onTop = { ...values, version: String(stale.version) }
  return answer(c, { ...reached, update: stale }, { values: onTop, isStale: true }, 409)
}

const KEPT = 'Nothing was thrown away: tick the box, and see first what is saved now.'
const GONE = {
  form: 'This update was published or thrown away meanwhile, so it can’t change. What you typed is below; saving makes it a new update.',
}

async function saved(
  c: Context<Site>,
  { at }: ReachedUpdate,
  id: number,
  values: Posted,
  typed: TypedUpdate
) {
  const { id: letterId } = at.letter
  if (values.do !== 'test') return c.redirect(`${deskPaths.update(letterId, id)}?done=saved`, 303)

  const { id: accountId, address } = c.var.account
  const by = { letterId, accountId }
  const isSent = await sendTest(c.env.DB, by, at.letter, typed, address, new Date())
  if (isSent) c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['update-test']))
  return c.redirect(`${deskPaths.update(letterId, id)}?done=${isSent ? 'test' : 'no-test'}`, 303)
}

const anew = (values: Posted): Posted => ({ ...values, version: '0' })

type Shown = Pick<UpdateEditPageProps, 'said' | 'isStale' | 'isPreview'> & {
  values: Posted
  problems?: Record<string, string>
}

function answer(
  c: Context<Site>,
  reached: ReachedUpdate,
  { values, problems = {}, ...rest }: Shown,
  status: 200 | 409 | 422 = 200
) {
  return c.html(<UpdateEditPage {...reached} {...rest} form={{ values, problems }} />, status)
}
