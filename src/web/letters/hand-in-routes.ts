import { ask } from '../../ask'
import { calendarOf } from '../../delivery/calendar'
import { handInOf } from '../../delivery/find'
import { letterOf } from '../../letters/find'
import { isPublic } from '../../letters/state'
import { paths } from '../../paths'
import { publicRead } from '../public-read'
import { Routes } from '../routing'

/** When a letter is handed in, for calendars. */
export const handInRoutes = new Routes()

handInRoutes.get('/letters/:slug/hand-in.ics', publicRead(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, handIn] = await ask(c.env.DB, letterOf(c.env.DB, ref), handInOf(c.env.DB, ref))
  if (!letter || !handIn || !isPublic(letter)) return c.notFound()

  const address = c.get('settings').ORIGIN + paths.letter(letter.slug)
  return c.body(calendarOf(letter, handIn, address), 200, {
    'content-type': 'text/calendar; charset=utf-8',
  })
})
