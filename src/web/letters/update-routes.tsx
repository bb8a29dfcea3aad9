import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import { isPublic } from '../../letters/state'
import { updateOf, updatesOf } from '../../updates/find'
import { publicRead } from '../public-read'
import { Routes } from '../routing'
import { UpdatePage, UpdatesPage } from './update-page'

const MOST = 500

/** News of a letter: a list, and a page for each. */
export const updateRoutes = new Routes()

updateRoutes.get('/letters/:slug/updates', publicRead(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, updates] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    updatesOf(c.env.DB, ref, MOST)
  )
  if (!letter || !isPublic(letter)) return c.notFound()
  return c.html(<UpdatesPage letter={letter} updates={updates} />)
})

updateRoutes.get('/letters/:slug/updates/:n{[1-9][0-9]{0,4}}', publicRead(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, update] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    updateOf(c.env.DB, ref, Number(c.req.param('n')))
  )
  if (!letter || !update || !isPublic(letter)) return c.notFound()
  return c.html(<UpdatePage letter={letter} update={update} site={c.get('settings').ORIGIN} />)
})
