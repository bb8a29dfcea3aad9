import { ask } from '../../ask'
import { hostOf } from '../../letters/hosts'
import { publicLetters } from '../../letters/list'
import { publicRead } from '../public-read'
import { HostPage } from './host-page'
import { Routes } from '../routing'

/** A host and its letters. */
export const hostPageRoutes = new Routes()

hostPageRoutes.get('/hosts/:slug', publicRead(), async (c) => {
  const now = new Date()
  const slug = c.req.param('slug')
  const [host, letters] = await ask(
    c.env.DB,
    hostOf(c.env.DB, slug),
    publicLetters(c.env.DB, now, slug)
  )
  if (!host) return c.notFound()

  return c.html(
    <HostPage host={host} letters={letters} asOf={now} site={c.get('settings').ORIGIN} />
  )
})
