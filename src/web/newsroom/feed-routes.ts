import { ask } from '../../ask'
import { editionsOf, letterOf } from '../../letters/find'
import { isPublic } from '../../letters/letter'
import { correctionsOf } from '../../newsroom/corrections'
import { eventsOf } from '../../newsroom/feed'
import { milestonesOf } from '../../newsroom/milestones'
import { openData } from '../open-data'
import { Routes } from '../routing'
import { atomFeed } from './feed'

export const feedRoutes = new Routes()

feedRoutes.get('/letters/:slug/feed.atom', openData(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, editions, milestones, corrections] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    editionsOf(c.env.DB, ref),
    milestonesOf(c.env.DB, ref),
    correctionsOf(c.env.DB, ref)
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  const events = eventsOf({ letter, editions, milestones, corrections, now: new Date() })
  return c.body(atomFeed(letter, events, c.get('settings').ORIGIN), 200, {
    'content-type': 'application/atom+xml; charset=utf-8',
  })
})
