import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { changeDealing, takeBackDealing } from '../../dealings/change'
import { isEntered } from '../../dealings/dealing'
import { readDealing, type Entered } from '../../dealings/dealing-form'
import { recordDealing } from '../../dealings/record'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import type { Problems } from '../../signatures/signature'
import { ukDate } from '../../uk-time'
import { readForm, type Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { readSentence } from '../steward/sentence'
import { valuesOf } from './dealing-fields'
import { dealingListRoutes } from './dealing-list-routes'
import { DealingPage } from './dealing-page'
import { signedIn } from './guard'
import { reachDealing, type ReachedDealing } from './reach-dealing'

/** Recording what passed with the recipient. */
export const dealingRoutes = new Routes()
dealingRoutes.route('/', dealingListRoutes)

const NEW = '/desk/letters/:id{[0-9]+}/recipient/new/:kind'
const ONE = '/desk/letters/:id{[0-9]+}/recipient/:n{[0-9]+}'

dealingRoutes.get(NEW, signedIn, async (c) => {
  const now = new Date()
  const reached = await reachDealing(c, c.req.query('edition'), now)
  if (reached instanceof Response) return reached
  const values = { day: ukDate(now) }
  return c.html(<DealingPage {...reached} form={{ values, problems: {} }} />)
})

dealingRoutes.post(NEW, signedIn, async (c) => {
  const now = new Date()
  const values = await readForm(c)
  const reached = await reachDealing(c, values.edition, now)
  if (reached instanceof Response) return reached
  const { id, slug } = reached.at.letter
  const read = readDealing(aboutOf(reached), values, now)
  if ('problems' in read) return again(c, reached, values, read.problems)
  if (values.do !== 'enter') return preview(c, reached, values, read.data)

  const by = { letterId: id, accountId: c.var.account.id }
  const number = await recordDealing(c.env.DB, by, read.data, now)
  await forgetPublicReads(c, slug)
  return c.redirect(`${deskPaths.dealings(id)}?done=${number ? 'entered' : 'there'}`, 303)
})

dealingRoutes.get(ONE, signedIn, async (c) => {
  const reached = await reachDealing(c, c.req.query('edition'), new Date())
  if (reached instanceof Response) return reached
  const values = reached.dealing ? valuesOf(reached.dealing) : {}
  return c.html(<DealingPage {...reached} form={{ values, problems: {} }} />)
})

dealingRoutes.post(ONE, signedIn, async (c) => {
  const now = new Date()
  const db = c.env.DB
  const values = await readForm(c)
  const reached = await reachDealing(c, values.edition, now)
  if (reached instanceof Response) return reached
  const { id, slug } = reached.at.letter
  const number = Number(c.req.param('n'))
  const seen = { number, version: Number(values.version) || 0 }
  const by = { letterId: id, accountId: c.var.account.id }
  const done = async (isDone: boolean, what: 'changed' | 'taken-back') => {
    if (!isDone) return overtaken(c, values, now)
    await forgetPublicReads(c, slug, [paths.reply(slug, number)])
    return c.redirect(`${deskPaths.dealings(id)}?done=${what}`, 303)
  }

  if (values.do === 'take-back') {
    const why = readSentence(values.sentence)
    if ('problem' in why) return again(c, reached, values, { sentence: why.problem })
    return done(await takeBackDealing(db, by, seen, why.sentence, now), 'taken-back')
  }
  const because = readSentence(values.because)
  const unsaid: Problems = 'problem' in because ? { because: because.problem } : {}
  const read = readDealing(aboutOf(reached), values, now)
  if ('problems' in read) return again(c, reached, values, { ...read.problems, ...unsaid })
  if ('problem' in because) return again(c, reached, values, unsaid)
  if (seen.version !== reached.dealing?.version) return overtaken(c, values, now)
  if (values.do !== 'enter') return preview(c, reached, values, read.data)
  return done(await changeDealing(db, by, seen, read.data, because.sentence, now), 'changed')
})

/** What a recipient wrote is not the team's to change: it can only be taken back. */
function aboutOf({ at: { letter }, kind, edition, packs }: ReachedDealing) {
  if (!isEntered(kind)) throw new HTTPException(404)
  return { letter, kind, edition, packs }
}

function again(c: Context<Site>, reached: ReachedDealing, typed: Posted, problems: Problems) {
  return c.html(<DealingPage {...reached} form={{ values: kept(reached, typed), problems }} />, 422)
}

/** The form that takes something back says nothing of it, and must not empty the other form. */
function kept({ dealing }: ReachedDealing, typed: Posted): Posted {
  return dealing && typed.do === 'take-back' ? { ...valuesOf(dealing), ...typed } : typed
}

function preview(c: Context<Site>, reached: ReachedDealing, values: Posted, entered: Entered) {
  return c.html(<DealingPage {...reached} {...{ entered }} form={{ values, problems: {} }} />)
}

/** Shows what was saved meanwhile; saved from there, what was typed takes its place. */
async function overtaken(c: Context<Site>, typed: Posted, now: Date) {
  const reached = await reachDealing(c, typed.edition, now)
  if (reached instanceof Response) return reached
  const version = String(reached.dealing?.version ?? 0)
  const form = { values: { ...kept(reached, typed), version }, problems: {} }
  return c.html(<DealingPage {...reached} form={form} isOvertaken />, 409)
}
