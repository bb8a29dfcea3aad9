import { raiseAlarm } from './alarm'
import { app } from './app'
import { stepsOf } from './cron'
import { requireSettings, type Env, type Settings } from './env'
import { landDeadLetters } from './mail/dead-letter'
import { drain } from './mail/drain'
import { announce, type MailTicket } from './mail/outbox'
import type { Clock } from './mail/pace'
import { tellSigners } from './mail/tell-signers'
import { DEAD_LETTERS } from './mail/watch'
import { tellUpdates } from './updates/tell'

export { Audience } from './audience/audience'
export { Registrar } from './registrar/registrar'

const clock: Clock = { now: () => new Date(), wait: (ms) => scheduler.wait(ms) }

/** Fetch, queue and cron, each to its owner. */
export default {
  fetch: app.fetch,

  async queue(batch, env) {
    const settings = requireSettings(env)
    return batch.queue.endsWith('-dead')
      ? landTickets(batch, env, settings)
      : sendMail(batch, env, settings)
  },

  async scheduled({ cron }, env) {
    const now = new Date()
    const settings = requireSettings(env)
    const steps = stepsOf(cron, env, settings, now)
    const done = await Promise.allSettled(steps)
    const failed = done.filter((step) => step.status === 'rejected')
    if (failed.length > 0)
      throw new AggregateError(
        failed.map(({ reason }) => reason),
        cron
      )
  },
} satisfies ExportedHandler<Env, MailTicket>

/**
 * The rows are the truth, and a ticket only says that somebody should look. What could not be sent
 * yet, or did not fit, gets a ticket of its own; one that fails altogether comes back. Signers who
 * are to hear of new words, and readers of updates, follow when what was due has left.
 */
async function sendMail(batch: MessageBatch<MailTicket>, env: Env, settings: Settings) {
  const { retryInMs, more } = await drain({ db: env.DB, settings }, clock)
  const ids = batch.messages.map(({ body }) => body.id)
  if (retryInMs !== null) return announce(env.MAIL_QUEUE, ids, retryInMs / 1000)
  const news = await tellSigners(env.DB, settings.MASTER_KEY, clock.now())
  const updates = await tellUpdates(env.DB, settings.MASTER_KEY, clock.now())
  if (more || news.more || updates.more) await announce(env.MAIL_QUEUE, ids)
}

async function landTickets(batch: MessageBatch<MailTicket>, env: Env, { STEWARDS }: Settings) {
  const now = new Date()
  const letters = batch.messages.map(({ id, body }) => ({ id, ticket: body }))
  await landDeadLetters(env.DB, letters, now)
  const detail =
    'The mail queue gave up handing over tickets. The mails themselves are safe: every minute ' +
    'somebody looks for what is due.'
  await raiseAlarm(env.DB, STEWARDS, { kind: DEAD_LETTERS, letterId: null, detail }, now)
}
