import type { MiddlewareHandler } from 'hono'
import { headersWith, liveSources } from '../guard'
import type { Site } from '../site'

/** May other sites put the answer in a frame; a picture needs no frame. */
type Framing = 'in-any-frame' | 'in-no-frame'

/**
 * The headers of an answer that other sites show: it brings its own style, which its policy lets in
 * by its hash, and sends no form. Stands inside `publicRead`, which keeps them with the answer.
 */
export function shownElsewhere(style: string, framing: Framing): MiddlewareHandler<Site> {
  return async (c, next) => {
    await next()
    // What went wrong is told by a page of ours, which nobody else should frame.
    if (c.error) return

    const framed = framing === 'in-any-frame'
    const policy = {
      defaultSrc: ["'none'"],
      styleSrc: [await hashOf(style)],
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

async function hashOf(style: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
  return `'sha256-${new Uint8Array(digest).toBase64()}'`
}
