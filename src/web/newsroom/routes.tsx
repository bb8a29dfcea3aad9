import { Hono } from 'hono'
import { ask } from '../../ask'
import { editionOf, letterOf } from '../../letters/find'
import { isPublic } from '../../letters/letter'
import { signingStopped } from '../../letters/stopped'
import { breakdownOf, tallyOf } from '../../newsroom/breakdown'
import { describeLetter } from '../../newsroom/describe-letter'
import { totalsOf } from '../../newsroom/totals'
import { checkpointOf } from '../../proofs/checkpoint'
import { openToAll, publicRead } from '../public-read'
import type { Site } from '../site'
import { NewsroomPage } from './newsroom-page'

export const newsroomRoutes = new Hono<Site>()

newsroomRoutes.get('/letters/:slug/newsroom', publicRead(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, totals, tally, checkpoint, stopped] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date()),
    tallyOf(c.env.DB, ref),
    checkpointOf(c.env.DB, ref),
    signingStopped(c.env.DB, ref)
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  return c.html(
    <NewsroomPage
      letter={letter}
      totals={totals}
      breakdown={breakdownOf(letter, tally)}
      checkpoint={checkpoint}
      stopped={stopped}
      site={c.get('settings').ORIGIN}
    />
  )
})

newsroomRoutes.get('/letters/:slug/count.json', openToAll, publicRead(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, totals] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date())
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  return c.json({
    letter: letter.slug,
    counted: totals.counted,
    as_of: totals.asOf.toISOString(),
    ledger_size: totals.ledgerSize,
  })
})

newsroomRoutes.get('/letters/:file{[a-z0-9-]+\\.json}', openToAll, publicRead(), async (c) => {
  const ref = { slug: c.req.param('file').replace(/\.json$/, '') }
  const [letter, edition, totals, tally, checkpoint] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    editionOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date()),
    tallyOf(c.env.DB, ref),
    checkpointOf(c.env.DB, ref)
  )
  if (!letter || !edition || !isPublic(letter)) return c.notFound()

  const snapshot = { totals, breakdown: breakdownOf(letter, tally), checkpoint }
  return c.json(describeLetter(c.get('settings').ORIGIN, letter, edition, snapshot))
})
