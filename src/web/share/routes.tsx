import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import { isPublic } from '../../letters/state'
import { openToAll, publicRead } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { Badge, BADGE_STYLE } from './badge'
import { EmbedPage, NoEmbedPage } from './embed-page'
import { describeEmbed, oembedQuery, slugIn } from './oembed'
import { shownElsewhere, styleFile } from './own-headers'
import { PosterPage } from './poster-page'
import { findSharedLetter } from './shared-letter'

/** What other people's pages and walls show of a letter. */
export const shareRoutes = new Routes()

shareRoutes.get(
  '/letters/:slug/badge.svg',
  publicRead(),
  shownElsewhere(() => BADGE_STYLE, 'in-no-frame'),
  async (c) => {
    const shared = await findSharedLetter(c.env.DB, c.req.param('slug'), new Date())
    if (!shared) throw new HTTPException(404)

    return c.body(String(<Badge {...shared} />), 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
    })
  }
)

shareRoutes.get(
  '/embed/:slug',
  publicRead(),
  shownElsewhere(embedStyle, 'in-any-frame'),
  async (c) => {
    const shared = await findSharedLetter(c.env.DB, c.req.param('slug'), new Date())
    const style = await embedStyle(c)
    if (!shared) return c.html(<NoEmbedPage style={style} />, 404)

    return c.html(<EmbedPage {...shared} style={style} />)
  }
)

shareRoutes.get(
  '/oembed',
  openToAll,
  publicRead('url', 'format', 'maxwidth', 'maxheight'),
  async (c) => {
    const query = oembedQuery.safeParse(c.req.query())
    if (!query.success)
      return c.text('Give the address of a letter as url, and sizes as whole pixels.', 400)
    if (query.data.format !== 'json') return c.text('There is only format=json here.', 501)
    const site = c.get('settings').ORIGIN
    const slug = slugIn(site, query.data.url)
    if (slug === null) return c.notFound()

    const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug }))
    if (!letter || !isPublic(letter)) return c.notFound()
    return c.json(describeEmbed(site, letter, query.data))
  }
)

shareRoutes.get('/letters/:slug/poster', publicRead(), async (c) => {
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug: c.req.param('slug') }))
  if (!letter || !isPublic(letter)) return c.notFound()

  return c.html(<PosterPage letter={letter} site={c.get('settings').ORIGIN} now={new Date()} />)
})

function embedStyle(c: Context<Site>): Promise<string> {
  return styleFile(c.env, c.get('settings').ORIGIN, 'embed.css')
}
