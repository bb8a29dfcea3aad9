import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import type { Letter } from '../../letters/letter'
import { askRegistrar } from '../../registrar/ask'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { readActForm } from './act-form'
import { actFrom } from './act-from'
import { ActsPage } from './acts-page'

/** Until stewards and campaigners have their pages, this drives the Registrar, in development. */
export const devActRoutes = new Routes()

devActRoutes.use('/dev/letters/*', async (c, next) => {
  if (c.get('settings').ENVIRONMENT !== 'development') throw new HTTPException(404)
  await next()
})

devActRoutes.get('/dev/letters/:slug/acts', async (c) => {
  const letter = await findLetter(c, c.req.param('slug'))
  return letter ? c.html(<ActsPage letter={letter} caseId={crypto.randomUUID()} />) : c.notFound()
})

devActRoutes.post('/dev/letters/:slug/acts', async (c) => {
  const letter = await findLetter(c, c.req.param('slug'))
  if (!letter) return c.notFound()

  const read = readActForm(await readForm(c))
  if ('problems' in read) return c.json(read, 422)
  const asked = await actFrom(c, letter, read.form, new Date())
  if ('problems' in asked) return c.json(asked, 422)
  const { letter: _, ...answer } = await askRegistrar(c.env.REGISTRAR, letter.id, asked.act)
  return c.json(answer)
})

async function findLetter(c: Context<Site>, slug: string): Promise<Letter | null> {
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug }))
  return letter
}
