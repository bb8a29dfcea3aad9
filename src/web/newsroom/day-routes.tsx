import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import { isPublic } from '../../letters/state'
import { isDay, keptDayOf, keptNear, readKept } from '../../newsroom/kept-days'
import { FOR_EVER, openToAll, publicRead } from '../public-read'
import { Routes } from '../routing'
import { DayNotKeptPage } from './day-not-kept-page'
import { DayPage } from './day-page'

export const dayRoutes = new Routes()

dayRoutes.get('/letters/:slug/newsroom/on/:day{[0-9-]+}', publicRead(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const day = c.req.param('day')
  const [letter, jws, near] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    keptDayOf(c.env.DB, ref, day),
    keptNear(c.env.DB, ref, day)
  )
  if (!letter || !isPublic(letter) || !isDay(day)) return c.notFound()
  if (jws === null) return c.html(<DayNotKeptPage {...{ letter, day, near }} />, 404)

  const site = c.get('settings').ORIGIN
  return c.html(<DayPage {...{ letter, near, site }} kept={readKept(jws)} />)
})

dayRoutes.get(
  '/letters/:slug/newsroom/on/:file{[0-9-]+\\.jws}',
  openToAll,
  publicRead(),
  async (c) => {
    const ref = { slug: c.req.param('slug') }
    const [letter, jws] = await ask(
      c.env.DB,
      letterOf(c.env.DB, ref),
      keptDayOf(c.env.DB, ref, c.req.param('file').replace(/\.jws$/, ''))
    )
    if (!letter || !isPublic(letter) || jws === null) return c.notFound()

    c.set('rest', FOR_EVER)
    return c.body(jws, 200, { 'content-type': 'application/jose' })
  }
)
