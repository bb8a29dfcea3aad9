import { ask } from '../ask'
import type { Account } from '../desk/account'
import { mayLaunch } from '../desk/launching'
import { missingFrom } from '../desk/missing'
import { siteChoices, type SiteChoices } from '../desk/site-choices'
import { inTurn } from '../in-turn'
import { letterOf } from '../letters/find'
import type { Host, Letter } from '../letters/letter'
import { noticeTo } from '../mail/send-notice'
import { askRegistrar } from './ask'
import type { Registrar } from './registrar'
import type { FirstWords } from './schedule'

const IN_A_MINUTE = 20

type Due = { id: number; opensAt: number; opensAs: string | null } & Owner

/** The owner, whose leave to launch it takes; null if there is none any more. */
type Owner = { address: string | null; launching: Account['launching'] | null }

type Registrars = DurableObjectNamespace<Registrar>

/**
 * Opens every letter whose set time has come, with the words that were fixed then. Where something
 * stands in the way it takes the time back and tells the owner why: nothing opens later by surprise.
 * Returns how many opened.
 */
export async function openDue(db: D1Database, registrars: Registrars, now: Date): Promise<number> {
  const { results } = await db
    .prepare(
      `SELECT letter.id, opens_at AS opensAt, opens_as AS opensAs, account.address,
              account.launching
       FROM letter
       LEFT JOIN member ON member.letter_id = letter.id AND member.role = 'owner'
       LEFT JOIN account ON account.id = member.account_id
       WHERE opens_at <= ? ORDER BY opens_at`
    )
    .bind(now.getTime())
    .all<Due>()
  const opened = await Promise.all(
    inTurn(results, IN_A_MINUTE, now).map((due) => openOne(db, registrars, due, now))
  )
  return opened.filter(Boolean).length
}

async function openOne(db: D1Database, registrars: Registrars, due: Due, now: Date) {
  const { id, opensAt } = due
  const [letter, choices] = await ask(db, letterOf(db, { id }), siteChoices(db))
  if (!letter) return false
  const first = due.opensAs === null ? null : (JSON.parse(due.opensAs) as FirstWords)
  const obstacle = obstacleTo(letter, first, due, choices, now)
  if (obstacle !== null) return takeBack(registrars, letter, due, obstacle, now)

  const mails = tell(due, { opened: true, letter, why: null })
  const by = { accountId: null }
  const act = { verb: 'open' as const, first, opensAt, mails, by, at: now.getTime() }
  const { outcome } = await askRegistrar<'open'>(registrars, id, act)
  if (outcome === 'stopped') return takeBack(registrars, letter, due, STOPPED, now)
  if (outcome === 'closing-passed') return takeBack(registrars, letter, due, CLOSED, now)
  return outcome === 'open'
}

async function takeBack(
  registrars: Registrars,
  letter: Letter,
  due: Due,
  obstacle: string,
  now: Date
): Promise<false> {
  const mails = tell(due, { opened: false, letter, why: obstacle })
  const { opensAt } = due
  const by = { accountId: null }
  const act = { verb: 'unschedule' as const, opensAt, obstacle, mails, by, at: now.getTime() }
  await askRegistrar<'unschedule'>(registrars, letter.id, act)
  return false
}

function obstacleTo(
  letter: Letter,
  first: FirstWords | null,
  owner: Owner,
  choices: SiteChoices,
  now: Date
): string | null {
  const { launchingPaused } = choices
  if (launchingPaused !== null) return `No letter can be opened at the moment: ${launchingPaused}`
  if (owner.launching === null) return 'The letter has no owner any more.'
  if (!mayLaunch(choices, { launching: owner.launching })) {
    return 'A steward of the site has not approved its owner’s first letter yet.'
  }
  const words = first && { ...first.edition, hosts: JSON.parse(first.edition.hosts) as Host[] }
  const [missing] = missingFrom(letter, words, now)
  if (!missing) return null
  if (missing.what === 'host-left') return `“${missing.name}” no longer stands behind its words.`
  return missing.what === 'closing-passed' ? CLOSED : INCOMPLETE
}

const STOPPED = 'A steward of the site has stopped the letter.'
const CLOSED = 'Its closing date has passed.'
const INCOMPLETE = 'Something that it can’t open without is missing: its launch page says what.'

type News = { opened: boolean; letter: Letter; why: string | null }

function tell({ address, opensAt }: Due, { opened, letter, why }: News) {
  const { id, slug, title } = letter
  const notice = { notice: 'opening' as const, letterId: id, slug, title, opensAt, opened, why }
  return address === null ? [] : noticeTo(notice, [address])
}
