import { ask } from '../../ask'
import { hourOf } from '../../ledger/entry'
import { letterOf } from '../../letters/find'
import { editionsOf } from '../../letters/find-editions'
import { isPublic } from '../../letters/state'
import { signingStopped } from '../../letters/stopped'
import { lettersAtAGlance } from '../../newsroom/at-a-glance'
import { breakdownOf } from '../../newsroom/breakdown'
import { correctionsOf } from '../../newsroom/corrections'
import { historyOf } from '../../newsroom/history'
import { keptNear } from '../../newsroom/kept-days'
import { milestonesOf } from '../../newsroom/milestones'
import { pastTotalOf } from '../../newsroom/past-total'
import { placesOf } from '../../newsroom/read-places'
import { tallyOf } from '../../newsroom/read-tally'
import { sharesOf } from '../../newsroom/shares'
import { totalsOf } from '../../newsroom/totals'
import { checkpointOf, neighboursOf } from '../../proofs/checkpoint'
import { entriesFrom } from '../../proofs/read-entries'
import { authoritiesOf, newestRegister } from '../../register/newest'
import { ukDate } from '../../uk-time'
import { isLive } from '../guard'
import { readCount } from '../ledger/read-count'
import { A_MINUTE, publicRead } from '../public-read'
import { Routes } from '../routing'
import { AllLettersPage } from './all-letters-page'
import { askedPlace, placesAsked } from './asked-place'
import { CorrectionsPage } from './corrections-page'
import { NewsroomPage } from './newsroom-page'
import { NoSuchTotalPage } from './no-such-total-page'
import { PastTotalPage } from './past-total-page'

const HOUR_MS = 60 * 60 * 1000

export const newsroomRoutes = new Routes()

newsroomRoutes.get('/newsroom', publicRead(), async (c) => {
  const now = new Date()
  const since = hourOf(now.getTime()) - 24
  const [letters] = await ask(c.env.DB, lettersAtAGlance(c.env.DB, since, now))
  return c.html(<AllLettersPage letters={letters} since={new Date(since * HOUR_MS)} asOf={now} />)
})

newsroomRoutes.get('/letters/:slug/newsroom', isLive, publicRead('place', 'phase'), async (c) => {
  const db = c.env.DB
  const ref = { slug: c.req.param('slug') }
  const now = new Date()
  const typed = { place: c.req.query('place') ?? '', phase: c.req.query('phase') ?? '' }
  const [
    letter,
    totals,
    tally,
    history,
    editions,
    milestones,
    corrections,
    checkpoint,
    stopped,
    near,
    register,
    places,
    authorities,
  ] = await ask(
    db,
    letterOf(db, ref),
    totalsOf(db, ref, now),
    tallyOf(db, ref),
    historyOf(db, ref),
    editionsOf(db, ref),
    milestonesOf(db, ref),
    correctionsOf(db, ref),
    checkpointOf(db, ref),
    signingStopped(db, ref),
    keptNear(db, ref, ukDate(now)),
    newestRegister(db),
    placesOf(db, ref, placesAsked(typed)),
    authoritiesOf(db)
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  const breakdown = breakdownOf(letter, tally)
  const happened = { editions, milestones, corrections }
  const keptDay = near.newest
  const site = c.get('settings').ORIGIN
  const shares = letter.schools === 'register' &&
    register && { letter, register, cells: sharesOf(places), authorities, typed }
  return c.html(
    <NewsroomPage
      {...{ letter, totals, breakdown, keptDay, history, checkpoint, stopped, site, ...happened }}
      shares={shares || null}
    />,
    shares && 'problems' in askedPlace(typed, authorities) ? 422 : 200
  )
})

newsroomRoutes.get('/letters/:slug/newsroom/at/:size', publicRead(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const size = readCount(c.req.param('size'))
  if (size === null) return c.notFound()

  const [letter, checkpoint, near, last] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    checkpointOf(c.env.DB, ref, size),
    neighboursOf(c.env.DB, ref, size),
    entriesFrom(c.env.DB, ref, size - 1, 1)
  )
  if (!letter || !isPublic(letter)) return c.notFound()
  if (!checkpoint) return c.html(<NoSuchTotalPage {...{ letter, size, near }} />, 404)

  const total = pastTotalOf(checkpoint, last)
  // Its numbers never change; how this page says them may, and who else has signed them.
  c.set('rest', A_MINUTE)
  return c.html(<PastTotalPage {...{ letter, total, site: c.get('settings').ORIGIN }} />)
})

newsroomRoutes.get('/letters/:slug/corrections', publicRead(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, totals, corrections] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date()),
    correctionsOf(c.env.DB, ref)
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  return c.html(<CorrectionsPage {...{ letter, totals, corrections }} />)
})
