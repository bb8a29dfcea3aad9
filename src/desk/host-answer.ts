import { question, type Question } from '../ask'
import { sendNoticeIfChanged } from '../mail/send-notice'
import { domainOf } from '../mailbox'
import { auditIfChanged } from './audit'
import type { HostStanding } from './hosts'
import { hashOf } from './session'

/** What a host is asked by its link. */
export type HostQuestion = {
  letterId: number
  name: string
  standing: HostStanding
  /** How the team sees whoever asked; null: it is not known any more. */
  by: string | null
  askedAddress: string | null
  askedUntil: number | null
  domain: string | null
  stoodAt: number | null
  leftAt: number | null
}

/** What a link's token asks, or asked; null: it is none, or was taken back, or its time is over. */
export async function hostQuestion(
  db: D1Database,
  token: string,
  now: Date
): Promise<Question<HostQuestion | null>> {
  return question<HostQuestion, HostQuestion | null>(
    db
      .prepare(
        `SELECT letter_id AS letterId, host.name, standing,
                coalesce(account.name, account.address) AS by, asked_address AS askedAddress,
                asked_until AS askedUntil, domain, stood_at AS stoodAt, left_at AS leftAt
         FROM letter_host
         JOIN host ON host.id = host_id
         LEFT JOIN account ON account.id = asked_by
         WHERE token_hash = ?1 AND (standing <> 'asked' OR asked_until > ?2)`
      )
      .bind(await hashOf(token), now.getTime()),
    ([row]) => row ?? null
  )
}

/** Yes or no to standing behind a letter; or that a group no longer does. */
export type HostAnswer = 'yes' | 'no' | 'leave'

const BECOMES = {
  yes: { act: 'host-confirmed', news: 'confirmed' },
  no: { act: 'host-declined', news: 'declined' },
  leave: { act: 'host-left', news: 'left' },
} as const

/**
 * Takes a host's answer and tells the team. `words` names the words it was shown: a yes to others
 * than stand there now is none. The address goes with the answer. Returns whether it changed anything.
 */
export async function answerForHost(
  db: D1Database,
  token: string,
  asked: HostQuestion,
  answer: HostAnswer,
  words: string,
  letter: { title: string; team: string[] },
  now: Date
): Promise<boolean> {
  const { letterId, name: host } = asked
  const { act, news } = BECOMES[answer]
  const at = now.getTime()
  const hash = await hashOf(token)
  const domain = asked.askedAddress === null ? null : domainOf(asked.askedAddress)
  const [changed] = await db.batch([
    answer === 'leave'
      ? db
          .prepare(
            `UPDATE letter_host SET standing = 'left', left_at = ?2
             WHERE token_hash = ?1 AND standing = 'confirmed'`
          )
          .bind(hash, at)
      : db
          .prepare(
            `UPDATE letter_host
             SET standing = iif(?3 = 'yes', 'confirmed', 'declined'), asked_address = NULL,
                 stood_at = iif(?3 = 'yes', ?2, NULL), domain = iif(?3 = 'yes', ?4, NULL)
             WHERE token_hash = ?1 AND standing = 'asked' AND asked_until > ?2
               AND (?3 = 'no' OR EXISTS (
                 SELECT 1 FROM letter LEFT JOIN draft ON draft.letter_id = letter.id
                 WHERE letter.id = letter_host.letter_id AND archived_at IS NULL
                   AND coalesce(stopped, '') NOT IN ('taken-down', 'deleted')
                   AND ?5 = iif(edition > 0, 'edition ' || edition, 'draft ' || version)))`
          )
          .bind(hash, at, answer, domain, words),
    auditIfChanged(db, { letterId, accountId: null, act, detail: { host } }, now),
    sendNoticeIfChanged(
      db,
      { notice: 'host-news', letterId, title: letter.title, host, news },
      letter.team,
      now
    ),
  ])
  return changed?.meta.changes === 1
}
