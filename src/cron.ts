import { sendAlerts } from './alert'
import { lookForBursts } from './bursts/look'
import { noteFastLetters } from './bursts/press'
import { releaseDue } from './bursts/release-due'
import { remindOfCases } from './cases/remind'
import { runCases } from './cases/run'
import type { Env, Settings } from './env'
import { remindComplaints } from './complaints/remind'
import { forgetCorrections } from './dealings/settle-correction'
import { forgetSignIns } from './desk/ask-sign-in'
import { dropUnansweredHosts } from './desk/drop-host'
import { forgetSessions } from './desk/end-sessions'
import { forgetInvitations } from './desk/forget-invitations'
import { forgetUnanswered } from './follow/answer'
import { forgetCounts, forgetOldTraces } from './gate/forget'
import { forgetDeadLetters } from './mail/dead-letter'
import { forgetHeard } from './mail/hear'
import { prune } from './mail/prune'
import { sweep } from './mail/sweep'
import { tellSignersDue } from './mail/tell-signers'
import { watchMail } from './mail/watch'
import { forgetMailboxClaims } from './mailbox-claims/forget'
import { keepDays } from './newsroom/keep-days'
import { forgetUnconfirmedOrganisations } from './organisations/forget'
import { compareNamesDue } from './registrar/compare-names'
import { expireDue } from './registrar/expire-due'
import { examineLedgers, examineRefused } from './registrar/examine-ledgers'
import { finishDue } from './registrar/finish-due'
import { openDue } from './registrar/open-due'
import { recount } from './registrar/recount'
import { rereadDue } from './registrar/reread-due'
import { settleReportsDue } from './reports/settle'
import { carryOn } from './retention/carry-on'
import { retain } from './retention/retain'
import { forgetCodeTries } from './signatures/code-tries'
import { tellUpdatesDue } from './updates/tell'

const NIGHTLY = '17 3 * * *'
const HOURLY = '41 * * * *'
const EVERY_FIVE_MINUTES = '*/5 * * * *'

/** What is to be done each night, each hour, each five minutes and each minute. None waits for another. */
export function stepsOf(cron: string, env: Env, settings: Settings, now: Date): Promise<unknown>[] {
  switch (cron) {
    case NIGHTLY:
      return [
        recount(env.DB, settings.STEWARDS, now),
        keepDays(env.DB, settings, () => new Date()),
        prune(env.DB, now),
        dropUnansweredHosts(env.DB, now),
        forgetInvitations(env.DB, now),
        forgetDeadLetters(env.DB, now),
        forgetHeard(env.DB, now),
        forgetOldTraces(env.DB, now),
        retain(env.DB, env.REGISTRAR, now),
        remindComplaints(env.DB, settings.STEWARDS, now),
      ]
    case HOURLY:
      return [
        examineLedgers(env.DB, env.REGISTRAR, now),
        forgetUnconfirmedOrganisations(env.DB, now),
        forgetMailboxClaims(env.DB, now),
        forgetCounts(env.DB, now),
      ]
    case EVERY_FIVE_MINUTES:
      return [
        lookForBursts(env.DB, settings, env.MAIL_QUEUE, now),
        remindOfCases(env.DB, settings.STEWARDS, env.MAIL_QUEUE, now),
      ]
    default:
      return [
        expireDue(env.DB, env.REGISTRAR, now),
        releaseDue(env.DB, env.REGISTRAR, now),
        noteFastLetters(env.DB, now),
        runCases(env.DB, env.REGISTRAR, now),
        finishDue(env.DB, env.REGISTRAR, now),
        openDue(env.DB, env.REGISTRAR, now),
        rereadDue(env.DB, env.REGISTRAR, now),
        compareNamesDue(env.DB, env.REGISTRAR, now),
        carryOn(env.DB, env.REGISTRAR, now),
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

/** What is found is told at once; and what was found earlier and could not be told, even if looking fails. */
async function watch(env: Env, { STEWARDS, ALERT_URL }: Settings, now: Date) {
  try {
    await watchMail(env.DB, STEWARDS, now)
  } finally {
    await sendAlerts(env.DB, ALERT_URL, now)
  }
}
