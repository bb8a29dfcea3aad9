import { ask } from '../ask'
import { lookForBursts } from '../bursts/look'
import { arrivalOf } from '../gate/arrival'
import { keepTrace } from '../gate/trace'
import { letterOf } from '../letters/find'
import type { Letter } from '../letters/letter'
import { addressKey } from '../mailbox'
import { askRegistrar } from '../registrar/ask'
import { insertPending } from '../signatures/sign'
import { BURST_NETWORK, burstPeople } from './burst'
import { formOf, MINUTE_MS } from './perform'
import type { DemoPerson } from './people'
import type { SeedSite } from './seed'

/** Minutes after the first has signed: the site looks, they begin to confirm, it looks again. */
const [LOOKS_AT, CONFIRM_AT, AGAIN_AT] = [24, 25, 54] as const

/**
 * Has one network sign a letter fifty times within the last hour. The site notices, and suggests a
 * case; who confirms after that is held, until a person decides. The first of them gets the mail.
 */
export async function seedBurst(site: SeedSite, letterId: number, now: Date) {
  const { db, registrars, master, stewards, queue } = site
  const [letter] = await ask(db, letterOf(db, { id: letterId }))
  if (!letter) throw new Error('the demonstration letter is gone')
  const idOf = (i: number) => `${letterId}.burst-${i}`
  // An earlier run may have begun with it: the hour is then the one that began there.
  const begunAt = await db
    .prepare('SELECT created_at FROM signature WHERE id = ?')
    .bind(idOf(0))
    .first<number>('created_at')
  const from = begunAt ?? now.getTime() - AGAIN_AT * MINUTE_MS
  const on = (minute: number) => new Date(from + minute * MINUTE_MS)
  const settings = { MASTER_KEY: master, STEWARDS: stewards }
  if (begunAt === null) {
    const rows = burstPeople.map((one, i) => sign(site, letter, one, idOf(i), on(one.minutes)))
    await db.batch((await Promise.all(rows)).flat())
  }
  await lookForBursts(db, settings, queue, on(LOOKS_AT))
  const answers = await Promise.all(
    burstPeople.map(async (person, i) => {
      if (!person.confirms) return 'held'
      const at = on(CONFIRM_AT + person.minutes).getTime()
      const fields = formOf(letter, person)
      const yes = { id: idOf(i), edition: letter.edition, fields, at, quiet: i > 0 }
      const act = { verb: 'confirm' as const, ...yes }
      return (await askRegistrar<'confirm'>(registrars, letterId, act)).outcome
    })
  )
  const other = answers.find((outcome) => outcome !== 'held')
  if (other) throw new Error(`who should be held is ${other}`)
  await lookForBursts(db, settings, queue, on(AGAIN_AT))
}

async function sign(
  { db, master }: SeedSite,
  letter: Letter,
  person: DemoPerson,
  id: string,
  at: Date
) {
  const form = formOf(letter, person)
  const emailKey = await addressKey(master, form.email)
  const arrival = await arrivalOf(master, { address: BURST_NETWORK }, form)
  const came = { id, letterId: letter.id, at: at.getTime(), isKnown: false }
  const pending = await insertPending(db, letter, form, { id, emailKey }, at)
  return [...pending, keepTrace(db, came, arrival)]
}
