import type { Context, MiddlewareHandler } from 'hono'
import { ask } from '../../ask'
import { whereItWent } from '../../letters/where-it-went'
import { Routes } from '../routing'
import type { Site } from '../site'
import { GonePage, goneInWords, type Gone } from './gone-page'

/** Letters that moved, or were taken down. */
export const goneRoutes = new Routes()

/** `/letters/quill.json` and `/letters/quill/count.json`: the slug, and what stands around it. */
const ADDRESS = /^(\/(?:letters|embed)\/)([a-z0-9-]+)((?:\.json|\/.*)?)$/

/** Once an address turned out to lead nowhere, looks what became of its letter. */
const lookWhere: MiddlewareHandler<Site> = async (c, next) => {
  await next()
  const [, before, slug, rest = ''] = ADDRESS.exec(c.req.path) ?? []
  if (c.res.status !== 404 || slug === undefined) return
  const [found] = await ask(c.env.DB, whereItWent(c.env.DB, slug))
  if (!found) return

  const nothing = c.res
  c.res = undefined
  c.res =
    'moved' in found
      ? leadOn(c.req.method, `${before}${found.moved}${rest}${new URL(c.req.url).search}`)
      : c.req.path.startsWith('/embed/')
        ? noFrame(nothing)
        : await answerGone(c, found)
}

goneRoutes.use('/letters/*', lookWhere)
goneRoutes.use('/embed/*', lookWhere)

/** A form that was open meanwhile arrives as it was sent. */
function leadOn(method: string, location: string): Response {
  const status = method === 'GET' || method === 'HEAD' ? 301 : 308
  return new Response(null, { status, headers: { location } })
}

/** In a frame of somebody's page it says, as it would of any address, that there is no such letter. */
function noFrame({ body, headers }: Response): Response {
  return new Response(body, { status: 410, headers })
}

/** Programs get what they came for: JSON, or plain text in place of other data. */
function answerGone(c: Context<Site>, found: Gone) {
  const [, kind] = /\.([a-z]+)$/.exec(c.req.path) ?? []
  const { gone, because } = found
  if (kind === 'json') return c.json({ gone, because }, 410)
  if (kind) return c.text([goneInWords(gone), because].filter(Boolean).join('. ') + '\n', 410)
  return c.html(<GonePage {...found} />, 410)
}
