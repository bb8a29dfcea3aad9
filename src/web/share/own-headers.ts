import type { Context, MiddlewareHandler } from 'hono'
import type { Env } from '../../env'
import { headersWith, liveSources } from '../guard'
import type { Site } from '../site'

/** May other sites put the answer in a frame; a picture needs no frame. */
type Framing = 'in-any-frame' | 'in-no-frame'

/**
 * The headers of an answer that other sites show: it brings its own style, which its policy lets in
 * by its hash, and sends no form. Stands inside `publicRead`, which keeps them with the answer.
 */
export function shownElsewhere(
  styleOf: (c: Context<Site>) => string | Promise<string>,
  framing: Framing
): MiddlewareHandler<Site> {
  return async (c, next) => {
    await next()
    // What went wrong is told by a page of ours, which nobody else should frame.
    if (c.error) return

    const framed = framing === 'in-any-frame'
    const policy = {
      defaultSrc: ["'none'"],
      styleSrc: [await hashOf(await styleOf(c))],
      formAction: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: [framed ? '*' : "'none'"],
      ...(framed ? liveSources : {}),
    }
    const headers = headersWith(policy, {
      crossOriginResourcePolicy: 'cross-origin',
      xFrameOptions: framed ? false : 'DENY',
    })
    await headers(c, async () => {})
    c.res.headers.set('access-control-allow-origin', '*')
  }
}

/** The headers of a page that brings its own style and that nobody frames. */
export async function ownStyle(c: Context<Site>, style: string) {
  const policy = {
    defaultSrc: ["'none'"],
    styleSrc: [await hashOf(style)],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  }
  await headersWith(policy)(c, async () => {})
}

/**
 * A style that stands within what is answered: one answer is then all that a page which shows a count
 * has to fetch, and a frame that its page has sandboxed would be refused a stylesheet.
 */
export async function styleFile(
  { ASSETS }: Pick<Env, 'ASSETS'>,
  site: string,
  name: 'embed.css' | 'pack.css'
): Promise<string> {
  return (await ASSETS.fetch(`${site}/${name}`)).text()
}

async function hashOf(style: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
  return `'sha256-${new Uint8Array(digest).toBase64()}'`
}
