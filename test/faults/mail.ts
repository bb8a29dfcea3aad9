import { inject, vi } from 'vitest'
import type { Seen, Taken, Telling, Told, Wanted } from '../fake/mode'
import type { Trouble } from './trouble'

/** A mail that the provider took, with what stands in it. */
export type Mail = Taken & { text: string }

type Sent = { to: string; subject: string; text: string }

/** An account at the provider, with trouble before every batch that is sent to it. */
export function aProvider(trouble: Trouble) {
  const url = `${inject('resend')}/${crypto.randomUUID()}`
  const send = globalThis.fetch
  /** What each batch held, by its key. */
  const batches = new Map<string, Sent[]>()

  vi.stubGlobal('fetch', (input: RequestInfo | URL, init: RequestInit = {}) => {
    if (!String(input).startsWith(`${url}/emails`)) return send(input, init)
    const key = new Headers(init.headers).get('idempotency-key') ?? ''
    const mails = JSON.parse(String(init.body)) as Sent[]
    batches.set(key, mails)
    // Whoever gives a call up must not take back what has already left.
    const sent = { method: 'POST', headers: init.headers, body: String(init.body) }
    const go = () => send(url + '/emails/batch', sent)
    const refuse = { mode: { kind: 'refuse', to: mails[0]?.to ?? '' }, times: 1 } as const
    return trouble.call('provider', { go, partly: () => tell(refuse).then(go) })
  })

  const ask = (path = '', told?: object) =>
    send(url + path, told && { method: 'POST', body: JSON.stringify(told) })
  const tell = (told: Told) => ask('', told)

  return {
    bindings: { RESEND_API_KEY: 're_test', RESEND_BASE_URL: url },

    /** Every mail that it took, in order: each would have been delivered. */
    async mails(): Promise<Mail[]> {
      const { taken } = await (await ask()).json<Seen>()
      return taken.map((one) => {
        const sent = batches.get(one.key)?.find(({ to }) => to === one.to)
        if (!sent) throw new Error('It took a mail that nobody sent.')
        return { ...one, text: sent.text }
      })
    },

    /** What it would post to the webhook about all that it took. */
    news: async (wanted: Wanted) => (await ask('/news', wanted)).json<Telling[]>(),
  }
}
