import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { youngestChild } from './process.ts'

/** What every time is compared with: a Worker that does nothing, served as the site is. */
export async function startHello() {
  const script = `export default { fetch: () => new Response('hello') }`
  const options = { modules: true, script, cf: false, logRequests: false } as const
  const miniflare = new Miniflare(convertV4MiniflareOptions(options))
  const { origin } = await miniflare.ready
  return { origin, stop: () => miniflare.dispose(), pid: await youngestChild() }
}
