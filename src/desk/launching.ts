import { question, type Question } from '../ask'
import { sendNoticeIfChanged } from '../mail/send-notice'
import type { Account } from './account'
import { auditIfChanged } from './audit'
import type { SiteChoices } from './site-choices'

const DAY_MS = 24 * 60 * 60 * 1000

/** What stands between somebody and an open letter. All but the last one stop it. */
export type Obstacle =
  | { what: 'paused'; sentence: string }
  | { what: 'by-invitation' }
  | { what: 'approval-needed' }
  | { what: 'approval-asked'; since: number }
  | { what: 'approval-refused'; answer: string | null }
  | { what: 'mail-used-up'; sent: number; aDay: number }

/** May this account launch letters, as far as the stewards' choice goes. */
export function mayLaunch(
  { launching }: Pick<SiteChoices, 'launching'>,
  account: Pick<Account, 'launching'>
): boolean {
  return launching === 'anyone' || account.launching === 'allowed'
}

/** What could stop a launch now, weightiest first: the same on every page that says so. */
export function launchObstacles(
  choices: SiteChoices,
  account: Pick<Account, 'launching' | 'askedAt' | 'answer'>,
  sentToday: number
): Obstacle[] {
  const { launchingPaused: sentence, mailsADay: aDay } = choices
  return [
    ...(sentence === null ? [] : [{ what: 'paused' as const, sentence }]),
    ...(mayLaunch(choices, account) ? [] : [missingLeave(choices, account)]),
    ...(aDay === null || sentToday < aDay
      ? []
      : [{ what: 'mail-used-up' as const, sent: sentToday, aDay }]),
  ]
}

/** Does it keep a letter from opening, or is it only good to know. */
export function stopsLaunch({ what }: Obstacle): boolean {
  return what !== 'mail-used-up'
}

function missingLeave(
  { launching }: SiteChoices,
  account: Pick<Account, 'launching' | 'askedAt' | 'answer'>
): Obstacle {
  if (launching === 'invitation') return { what: 'by-invitation' }
  if (account.launching === 'asked') return { what: 'approval-asked', since: account.askedAt ?? 0 }
  if (account.launching === 'refused') return { what: 'approval-refused', answer: account.answer }
  return { what: 'approval-needed' }
}

/** How much mail left in the last 24 hours; past what stewards said may leave, it stops counting. */
export function sentToday(db: D1Database, now: Date): Question<number> {
  return question<{ n: number }, number>(
    db
      .prepare(
        `SELECT count(*) AS n FROM (SELECT 1 FROM outbox WHERE sent_at > ?
           LIMIT (SELECT coalesce(mails_a_day, 0) FROM site WHERE id = 1))`
      )
      .bind(now.getTime() - DAY_MS),
    ([row]) => row?.n ?? 0
  )
}

/**
 * Asks the stewards for leave to launch, with the letter that they are to read; again after a
 * refusal. They get mail in the same batch. Asked already, or allowed: nothing changes.
 */
export async function askApproval(
  db: D1Database,
  stewards: string[],
  account: Pick<Account, 'id' | 'address' | 'name'>,
  letterId: number,
  now: Date
): Promise<'asked' | 'unchanged'> {
  const done = { letterId, accountId: account.id, act: 'ask-approval' }
  const { address, name } = account
  const [asked] = await db.batch([
    db
      .prepare(
        `UPDATE account SET launching = 'asked', asked_for = ?2, asked_at = ?3, answer = NULL
         WHERE id = ?1 AND launching IN ('unasked', 'refused')`
      )
      .bind(account.id, letterId, now.getTime()),
    auditIfChanged(db, done, now),
    sendNoticeIfChanged(db, { notice: 'approval-asked', address, name, letterId }, stewards, now),
  ])
  return asked?.meta.changes ? 'asked' : 'unchanged'
}
