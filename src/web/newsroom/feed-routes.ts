import { ask } from '../../ask'
import { dealingsOf } from '../../dealings/find'
import { packsOf } from '../../delivery/find'
import { letterOf } from '../../letters/find'
import { editionsOf } from '../../letters/find-editions'
import { isPublic } from '../../letters/state'
import { correctionsOf } from '../../newsroom/corrections'
import { eventsOf, NEWEST } from '../../newsroom/feed'
import { milestonesOf } from '../../newsroom/milestones'
import { updatesOf } from '../../updates/find'
import { openData } from '../open-data'
import { Routes } from '../routing'
import { atomFeed } from './feed'

export const feedRoutes = new Routes()

feedRoutes.get('/letters/:slug/feed.atom', openData(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, editions, milestones, corrections, dealings, packs, updates] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    editionsOf(c.env.DB, ref),
    milestonesOf(c.env.DB, ref),
    correctionsOf(c.env.DB, ref),
    dealingsOf(c.env.DB, ref),
    packsOf(c.env.DB, ref),
    updatesOf(c.env.DB, ref, NEWEST)
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  const course = { letter, editions, milestones, corrections, dealings, packs, updates }
  const events = eventsOf({ ...course, now: new Date() })
  return c.body(atomFeed(letter, events, c.get('settings').ORIGIN), 200, {
    'content-type': 'application/atom+xml; charset=utf-8',
  })
})
