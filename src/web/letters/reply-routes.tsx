import { ask } from '../../ask'
import { dealingsOf } from '../../dealings/find'
import { letterOf } from '../../letters/find'
import { isPublic } from '../../letters/state'
import { publicRead } from '../public-read'
import { correctionRoutes } from './reply-correction-routes'
import { ReplyPage } from './reply-page'
import { Routes } from '../routing'

/** What the recipient answered, in full. */
export const replyRoutes = new Routes()
replyRoutes.route('/', correctionRoutes)

replyRoutes.get('/letters/:slug/replies/:n{[1-9][0-9]{0,4}}', publicRead(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, dealings] = await ask(c.env.DB, letterOf(c.env.DB, ref), dealingsOf(c.env.DB, ref))
  const dealing = dealings.find(({ number }) => String(number) === c.req.param('n'))
  if (!letter || !dealing || !isPublic(letter)) return c.notFound()
  return c.html(<ReplyPage {...{ letter, dealing, dealings }} />)
})
