import { app } from './app'
import { requireSettings, type Env } from './env'
import { deliver } from './mail/deliver'
import type { MailTicket } from './mail/outbox'
import { sweep } from './mail/sweep'
import { expireDue } from './registrar/expire-due'
import { recount } from './registrar/recount'
import { forgetCodeTries } from './signatures/enter-code'

export { Registrar } from './registrar/registrar'

const NIGHTLY = '17 3 * * *'

/** Fetch, queue and cron, each to its owner. */
export default {
  fetch: app.fetch,

  // The rows are the truth and a message only says where to look, so none is ever sent back.
  async queue(batch, env) {
    const ids = batch.messages.map(({ body }) => body.id)
    await deliver({ db: env.DB, settings: requireSettings(env) }, ids, new Date())
  },

  async scheduled({ cron }, env) {
    const now = new Date()
    const settings = requireSettings(env)
    if (cron === NIGHTLY) {
      await recount(env.DB, settings.STEWARDS, now)
      return
    }
    await expireDue(env.DB, env.REGISTRAR, now)
    await forgetCodeTries(env.DB, now)
    await sweep({ db: env.DB, settings }, now)
  },
} satisfies ExportedHandler<Env, MailTicket>
