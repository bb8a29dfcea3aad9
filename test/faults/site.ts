import { createExecutionContext, runInDurableObject, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { app } from '../../src/app'
import type { Env } from '../../src/env'
import type { Letter } from '../../src/letters/letter'
import { registrarOf } from '../registrar/people'
import { aProvider } from './mail'
import { troubledDatabase, troubledObjects } from './parts'
import { aQueue } from './queue'
import type { Trouble } from './trouble'

/** The site as it is, but for trouble before every part of it. */
export function aTroubledSite(trouble: Trouble) {
  let reading = ''
  const written: string[] = []
  const wrote = (what: string) => void (reading && written.push(`GET ${reading}: ${what}`))
  const queue = aQueue(trouble, wrote)
  const provider = aProvider(trouble)
  const troubled = {
    ...env,
    ...provider.bindings,
    DB: troubledDatabase(env.DB, trouble, wrote),
    REGISTRAR: troubledObjects(env.REGISTRAR, trouble, wrote),
    AUDIENCE: troubledObjects(env.AUDIENCE, trouble, wrote),
    MAIL_QUEUE: queue.binding,
  } satisfies Env

  return {
    env: troubled,
    queue,
    provider,
    /** Everything that a GET has changed; no two of them are made at once. */
    written,

    async fetch(input: RequestInfo | URL, init?: RequestInit) {
      const ctx = createExecutionContext()
      const request = new Request(input, init)
      const reads = request.method === 'GET'
      if (reads) reading = new URL(request.url).pathname
      const answer = await app.fetch(request, troubled, ctx)
      await waitOnExecutionContext(ctx)
      if (reads) reading = ''
      return answer
    },

    /** The Registrar's own calls meet the same trouble; a new instance has to be told again. */
    async enterRegistrar(letter: Letter) {
      await runInDurableObject(registrarOf(letter), (instance, state) => {
        const evict = () => state.abort('evicted')
        const inside = { ...troubled, DB: troubledDatabase(env.DB, trouble, wrote, evict) }
        ;(instance as unknown as { env: Env }).env = inside
      })
    },
  }
}
