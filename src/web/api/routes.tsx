import type { Context } from 'hono'
import { openData } from '../open-data'
import { publicRead } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { ApiPage } from './api-page'
import type { WrittenApi } from './written'

export const apiRoutes = new Routes()

apiRoutes.get('/openapi.json', openData(), async (c) => {
  const { document } = await readApi(c)
  return c.json({ ...document, servers: [{ url: c.get('settings').ORIGIN }] })
})

apiRoutes.get('/api', publicRead(), async (c) =>
  c.html(<ApiPage site={c.get('settings').ORIGIN} written={await readApi(c)} />)
)

/** The Worker need not carry what it only hands on. */
async function readApi(c: Context<Site>): Promise<WrittenApi> {
  const answer = await c.env.ASSETS.fetch(`${c.get('settings').ORIGIN}/api.json`)
  return answer.json()
}
