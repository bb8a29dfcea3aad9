import { HonoBase } from 'hono/hono-base'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'
import type { Site } from './site'

/**
 * A part of the site, or the whole. Hono's own class would try a faster router first, which refuses
 * paths that differ by a pattern only, as `editions/2` and `editions/2.txt` do; then it takes this.
 */
export class Routes extends HonoBase<Site> {
  constructor() {
    super({ router: new SmartRouter({ routers: [new TrieRouter()] }) })
  }
}
