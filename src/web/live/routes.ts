import { findWatched } from '../../audience/find-watched'
import { enterAudience } from '../../audience/shards'
import { visitorTag } from '../../audience/visitor'
import { visitorAddress } from '../visitor-address'
import { Routes } from '../routing'

export const liveRoutes = new Routes()

liveRoutes.get('/letters/:slug/live', async (c) => {
  const now = new Date()
  const id = await findWatched(c.env.DB, c.req.param('slug'), now)
  if (id === null) return c.notFound()
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
    return c.text('This address is for WebSockets. The number is also in count.json.', 426, {
      upgrade: 'websocket',
      connection: 'upgrade',
    })
  }
  const visitor = await visitorTag(c.get('settings').MASTER_KEY, visitorAddress(c))
  const answer = await enterAudience(c.env.AUDIENCE, id, visitor, now)
  // Whatever comes from elsewhere can't be given headers, and every answer here is.
  if (answer.webSocket) return new Response(null, { status: 101, webSocket: answer.webSocket })
  const tooMany = answer.status === 429
  return c.text(
    tooMany
      ? 'Too many sockets from your network. Ask count.json instead.'
      : 'There is no room to watch. Ask count.json instead.',
    tooMany ? 429 : 503,
    { 'retry-after': '60' }
  )
})
