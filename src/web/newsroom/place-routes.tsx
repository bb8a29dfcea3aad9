import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import { isPublic } from '../../letters/state'
import { breakdownOf } from '../../newsroom/breakdown'
import { describeShares } from '../../newsroom/describe-shares'
import { placesOf } from '../../newsroom/read-places'
import { tallyOf } from '../../newsroom/read-tally'
import { sharesOf } from '../../newsroom/shares'
import { totalsOf } from '../../newsroom/totals'
import { newestRegister } from '../../register/newest'
import { csvText } from '../csv'
import { answerCsv, openData, sayMoment } from '../open-data'
import { publicRead } from '../public-read'
import { Routes } from '../routing'
import { sharesTable } from './data-tables'
import { PlacesPage } from './places-page'

/** Shares of schools: of every place and phase as data, of local authorities as a page. */
export const placeRoutes = new Routes()

placeRoutes.get('/letters/:slug/shares.json', openData(), async (c) => {
  const read = await readShares(c.env.DB, c.req.param('slug'))
  if (!read) return c.notFound()

  sayMoment(c, read.totals)
  return c.json(read.shares)
})

placeRoutes.get('/letters/:slug/shares.csv', openData(), async (c) => {
  const slug = c.req.param('slug')
  const read = await readShares(c.env.DB, slug)
  if (!read) return c.notFound()

  sayMoment(c, read.totals)
  return answerCsv(c, `${slug}-shares`, read.totals, csvText(sharesTable(read.shares)))
})

placeRoutes.get('/letters/:slug/newsroom/places', publicRead(), async (c) => {
  const db = c.env.DB
  const ref = { slug: c.req.param('slug') }
  const [letter, totals, tally, register, places] = await ask(
    db,
    letterOf(db, ref),
    totalsOf(db, ref, new Date()),
    tallyOf(db, ref),
    newestRegister(db),
    placesOf(db, ref, 'authorities')
  )
  if (!letter || !isPublic(letter) || !register || letter.schools !== 'register') {
    return c.notFound()
  }
  const breakdown = breakdownOf(letter, tally)
  return c.html(
    <PlacesPage {...{ letter, totals, breakdown, register }} cells={sharesOf(places)} />
  )
})

async function readShares(db: D1Database, slug: string) {
  const [letter, totals, register, places] = await ask(
    db,
    letterOf(db, { slug }),
    totalsOf(db, { slug }, new Date()),
    newestRegister(db),
    placesOf(db, { slug }, 'authorities')
  )
  if (!letter || !isPublic(letter)) return null
  const isAsked = letter.schools === 'register' && register !== null
  const shares = isAsked
    ? describeShares(letter, totals, register, sharesOf(places))
    : describeShares(letter, totals, null, [])
  return { totals, shares }
}
