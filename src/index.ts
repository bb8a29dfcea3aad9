import { raiseAlarm } from './alarm'
import { sendAlerts } from './alert'
import { app } from './app'
import { requireSettings, type Env, type Settings } from './env'
import { forgetDeadLetters, landDeadLetters } from './mail/dead-letter'
import { forgetCorrections } from './dealings/settle-correction'
import { forgetSignIns } from './desk/ask-sign-in'
import { dropUnansweredHosts } from './desk/drop-host'
import { forgetSessions } from './desk/end-sessions'
import { forgetInvitations } from './desk/forget-invitations'
import { forgetUnanswered } from './follow/answer'
import { drain } from './mail/drain'
import { forgetHeard } from './mail/hear'
import { announce, type MailTicket } from './mail/outbox'
import type { Clock } from './mail/pace'
import { prune } from './mail/prune'
import { sweep } from './mail/sweep'
import { tellSigners, tellSignersDue } from './mail/tell-signers'
import { DEAD_LETTERS, watchMail } from './mail/watch'
import { forgetMailboxClaims } from './mailbox-claims/forget'
import { keepDays } from './newsroom/keep-days'
import { forgetUnconfirmedOrganisations } from './organisations/forget'
import { expireDue } from './registrar/expire-due'
import { examineLedgers, examineRefused } from './registrar/examine-ledgers'
import { finishDue } from './registrar/finish-due'
import { openDue } from './registrar/open-due'
import { recount } from './registrar/recount'
import { rereadDue } from './registrar/reread-due'
import { settleReportsDue } from './reports/settle'
import { forgetCodeTries } from './signatures/code-tries'
import { tellUpdates, tellUpdatesDue } from './updates/tell'

export { Audience } from './audience/audience'
export { Registrar } from './registrar/registrar'

const NIGHTLY = '17 3 * * *'
const HOURLY = '41 * * * *'

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

/** What is to be done each night, each hour and each minute. None waits for another. */
function stepsOf(cron: string, env: Env, settings: Settings, now: Date): Promise<unknown>[] {
  switch (cron) {
    case NIGHTLY:
      return [
        recount(env.DB, settings.STEWARDS, now),
        keepDays(env.DB, settings, clock.now),
        prune(env.DB, now),
        dropUnansweredHosts(env.DB, now),
        forgetInvitations(env.DB, now),
        forgetDeadLetters(env.DB, now),
        forgetHeard(env.DB, now),
      ]
    case HOURLY:
      return [
        examineLedgers(env.DB, env.REGISTRAR, now),
        forgetUnconfirmedOrganisations(env.DB, now),
        forgetMailboxClaims(env.DB, now),
      ]
    default:
      return [
        expireDue(env.DB, env.REGISTRAR, now),
        finishDue(env.DB, env.REGISTRAR, now),
        openDue(env.DB, env.REGISTRAR, now),
        rereadDue(env.DB, env.REGISTRAR, now),
        examineRefused(env.DB, env.REGISTRAR, now),
        forgetCodeTries(env.DB, now),
        forgetSignIns(env.DB, now),
        forgetUnanswered(env.DB, now),
        forgetSessions(env.DB, now),
        settleReportsDue(env.DB, env.MAIL_QUEUE, now),
        forgetCorrections(env.DB, now),
        sweep(env.DB, env.MAIL_QUEUE, now),
        tellSignersDue(env.DB, settings.MASTER_KEY, env.MAIL_QUEUE, now),
        tellUpdatesDue(env.DB, settings.MASTER_KEY, env.MAIL_QUEUE, now),
        watch(env, settings, now),
      ]
  }
}

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

/** What is found is told at once; and what was found earlier and could not be told, even if looking fails. */
async function watch(env: Env, { STEWARDS, ALERT_URL }: Settings, now: Date) {
  try {
    await watchMail(env.DB, STEWARDS, now)
  } finally {
    await sendAlerts(env.DB, ALERT_URL, now)
  }
}
