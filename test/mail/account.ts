import { env } from 'cloudflare:workers'
import { inject } from 'vitest'
import { drain } from '../../src/mail/drain'
import type { Mailer } from '../../src/mail/message'
import { resendMailer } from '../../src/mail/resend'
import type { Mode, Seen, Telling, Told, Wanted } from '../fake/mode'
import { settings, stillAt } from './rows'

/** Long enough for an answer from next door, however busy the machine. */
const PATIENCE_MS = 20_000

/** An account of one's own at the fake provider, reached by the real SDK over HTTP. */
export function anAccount(patienceMs = PATIENCE_MS) {
  const baseUrl = `${inject('resend')}/${crypto.randomUUID()}`
  const mailer = resendMailer({ apiKey: 're_test', baseUrl, timeOutMs: patienceMs })

  async function tell(told: Told) {
    await fetch(baseUrl, { method: 'POST', body: JSON.stringify(told) })
  }

  /** Sends what is due at a time that both sides agree on. */
  async function drainAt(now: number, by: Mailer = mailer) {
    await tell({ now })
    return drain({ db: env.DB, settings, mailer: by, random: () => 1 }, stillAt(now))
  }

  return {
    mailer,
    /** For a Worker that sends through it. */
    bindings: { RESEND_API_KEY: 're_test', RESEND_BASE_URL: baseUrl },
    tell,
    drainAt,
    answer: (mode: Mode, times?: number) => tell({ mode, ...(times && { times }) }),
    seen: async () => (await fetch(baseUrl)).json<Seen>(),

    /** What it would post to the webhook about all that it took. */
    async news(wanted: Wanted) {
      const asked = { method: 'POST', body: JSON.stringify(wanted) }
      return (await fetch(`${baseUrl}/news`, asked)).json<Telling[]>()
    },

    /** The addresses that mail was taken for, each as often as it would have got it. */
    async taken() {
      const { taken } = await (await fetch(baseUrl)).json<Seen>()
      return taken.map(({ to }) => to).sort()
    },

    /** Sends until nothing is left to try, as tickets and cron would. Gives the time then. */
    async drainFrom(start: number) {
      let now = start
      for (let tries = 0; tries < 20; tries++) {
        const { retryInMs } = await drainAt(now)
        if (retryInMs === null) return now
        now += retryInMs
      }
      throw new Error('It never ends.')
    },
  }
}
