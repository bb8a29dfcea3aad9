import { app } from './app'
import { requireSettings, type Env } from './env'
import { deliver } from './mail/deliver'
import { announce, type MailTicket } from './mail/outbox'
import { prune } from './mail/prune'
import { sweep } from './mail/sweep'
import { expireDue } from './registrar/expire-due'
import { recount } from './registrar/recount'
import { forgetCodeTries } from './signatures/enter-code'

export { Registrar } from './registrar/registrar'

const NIGHTLY = '17 3 * * *'

/** Fetch, queue and cron, each to its owner. */
export default {
  fetch: app.fetch,

  // The rows are the truth and a message only says where to look, so none is ever sent back. What
  // could not be sent yet, or did not fit, gets a message of its own.
  async queue(batch, env) {
    const ids = batch.messages.map(({ body }) => body.id)
    const deps = { db: env.DB, settings: requireSettings(env) }
    const { retryInMs, more } = await deliver(deps, ids, new Date())
    if (retryInMs !== null) await announce(env.MAIL_QUEUE, ids.slice(0, 1), retryInMs / 1000)
    else if (more) await announce(env.MAIL_QUEUE, ids.slice(0, 1))
  },

  async scheduled({ cron }, env) {
    const now = new Date()
    const settings = requireSettings(env)
    const steps =
      cron === NIGHTLY
        ? [recount(env.DB, settings.STEWARDS, now), prune(env.DB, now)]
        : [
            expireDue(env.DB, env.REGISTRAR, now),
            forgetCodeTries(env.DB, now),
            sweep({ db: env.DB, settings }, now),
          ]
    const done = await Promise.allSettled(steps)
    const failed = done.filter((step) => step.status === 'rejected')
    if (failed.length > 0)
      throw new AggregateError(
        failed.map(({ reason }) => reason),
        cron
      )
  },
} satisfies ExportedHandler<Env, MailTicket>
