import { ask, question } from '../ask'
import type { Letter } from '../letters/letter'
import { sendNoticeIfChanged } from '../mail/send-notice'
import { askRegistrar } from '../registrar/ask'
import type { Registrar } from '../registrar/registrar'
import { endOfWorkingDay } from '../working-days'
import { namedBy, type Named } from './find-named'
import { isFromSchool } from './from-school'
import type { Report } from './report'

/** A checker has so many working days. */
const WORKING_DAYS = 2

/** While so many wait to be decided, nobody is mailed about one more: the list has them. */
const MOST_NOTICES = 20

/** `isOff`: the name is off display until a checker decides. */
export type Confirmed = { isOff: boolean; dueAt: number }

/**
 * Opens a report for those who check names, once somebody at its address says that it is theirs. A
 * name reported from its signer's own domain, or from their school's, is off display from then on,
 * unless a checker has looked at a report of it before and left it shown. Pressed twice it comes to
 * the same.
 */
export async function confirmReport(
  db: D1Database,
  master: Uint8Array,
  registrars: DurableObjectNamespace<Registrar>,
  letter: Pick<Letter, 'id' | 'title'>,
  report: Report & { address: string },
  now: Date
): Promise<Confirmed> {
  const [named, checkers] = await ask(
    db,
    namedBy(db, letter.id, report.about),
    checkersOf(db, letter.id)
  )
  const { meant, fromSchool } = await whoIsMeant(master, named, report.address)
  const dueAt = endOfWorkingDay(now, WORKING_DAYS)
  const takesOff = meant !== null && fromSchool && meant.stood === 0
  const isOff = takesOff && (await takeOff(registrars, letter.id, meant.id, now))

  const notice = { notice: 'report-opened' as const, letterId: letter.id, title: letter.title }
  await db.batch([
    db
      .prepare(
        `UPDATE report SET state = 'open', confirmed_at = ?2, due_at = ?3, signature_id = ?4,
                           from_school = ?5
         WHERE id = ?1 AND state = 'unconfirmed'`
      )
      .bind(report.id, now.getTime(), dueAt, meant?.id ?? null, fromSchool ? 1 : 0),
    sendNoticeIfChanged(db, { ...notice, isOff, dueAt }, checkers, now),
  ])
  return { isOff, dueAt }
}

/** Which of several the report is about: the only one, or the only one where the reporter works. */
async function whoIsMeant(master: Uint8Array, named: Named[], address: string) {
  const atSchool = await Promise.all(
    named.map(async (one) => ((await isFromSchool(master, one, address)) ? [one] : []))
  ).then((found) => found.flat())
  const [candidates] = [named, atSchool].filter((some) => some.length === 1)
  const meant = candidates?.[0] ?? null
  return { meant, fromSchool: meant !== null && atSchool.includes(meant) }
}

async function takeOff(
  registrars: DurableObjectNamespace<Registrar>,
  letterId: number,
  id: string,
  now: Date
): Promise<boolean> {
  const { outcome } = await askRegistrar<'take-off'>(registrars, letterId, {
    verb: 'take-off',
    id,
    why: 'reported',
    sentence:
      'Somebody with a mailbox at your own domain, or at your school’s, reported it. Until somebody of the letter’s team has looked, it is not shown.',
    by: { accountId: null },
    at: now.getTime(),
  })
  return outcome === 'off'
}

/** The addresses of those who check a letter's names, while they are not swamped. */
function checkersOf(db: D1Database, letterId: number) {
  return question<{ address: string }, string[]>(
    db
      .prepare(
        `SELECT address FROM member JOIN account ON account.id = account_id
         WHERE letter_id = ?1 AND role IN ('owner', 'checker')
           AND ?2 > (SELECT count(*) FROM (SELECT 1 FROM report
                     WHERE report.letter_id = ?1 AND report.state = 'open' LIMIT ?2))`
      )
      .bind(letterId, MOST_NOTICES),
    (rows) => rows.map(({ address }) => address)
  )
}
