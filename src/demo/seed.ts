import { ask } from '../ask'
import { draft } from '../letters/draft'
import { letterOf } from '../letters/find'
import type { Letter } from '../letters/letter'
import { askRegistrar } from '../registrar/ask'
import { publishEdition } from '../registrar/publish-edition'
import type { Registrar } from '../registrar/registrar'
import { addressKey } from '../signatures/address'
import { readSignForm } from '../signatures/read-form'
import { insertPending } from '../signatures/sign'
import type { SignForm } from '../signatures/signature'
import type { DemoLetter } from './letter'
import { demoLetters } from './letters'
import { demoPeople, type DemoPerson } from './people'

const MINUTE_MS = 60 * 1000
const DAY_MS = 24 * 60 * MINUTE_MS

export type SeedSite = {
  db: D1Database
  registrars: DurableObjectNamespace<Registrar>
  master: Uint8Array
  origin: string
}

/**
 * Brings in the demonstration letters and their made-up signers, by the way that real ones take.
 * Starts where an earlier run stopped. Returns whether there was anything to do.
 */
export async function seedDemo(site: SeedSite, now: Date): Promise<boolean> {
  if (await hasDemo(site.db)) return false
  for (const [i, demo] of demoLetters.entries()) {
    const openedAt = morningOf(now.getTime() - demo.openedDaysAgo * DAY_MS)
    const letter = await openLetter(site, demo, new Date(openedAt))
    await signLetter(site, letter, demoPeople(i), openedAt)
  }
  return true
}

/** Are all demonstration letters there, with all their signers. */
export async function hasDemo(db: D1Database): Promise<boolean> {
  const expected = demoLetters.reduce((sum, _, i) => sum + demoPeople(i).length, 0)
  const found = await db
    .prepare(
      `SELECT count(*) AS letters, coalesce(sum(head.confirmed), 0) AS confirmed
       FROM letter JOIN head ON head.letter_id = letter.id WHERE demonstration = 1`
    )
    .first<{ letters: number; confirmed: number }>()
  return found?.letters === demoLetters.length && found.confirmed >= expected
}

async function openLetter(site: SeedSite, demo: DemoLetter, at: Date): Promise<Letter> {
  const [known] = await ask(site.db, letterOf(site.db, { slug: demo.slug }))
  const id = known?.id ?? (await draft(site.db, site.origin, { ...demo, demonstration: true }, at))
  if (!known?.edition) await publishEdition(site.registrars, { id, edition: 0 }, demo, null, at)

  const [letter] = await ask(site.db, letterOf(site.db, { id }))
  if (!letter) throw new Error('the demonstration letter is gone')
  return letter
}

/** One batch of pending rows and one group of confirmations for each day. */
async function signLetter(site: SeedSite, letter: Letter, people: DemoPerson[], openedAt: number) {
  const known = await statesOf(site.db, letter.id)
  const days = Map.groupBy(people.entries(), ([, { minutes }]) => Math.floor(minutes / (24 * 60)))
  for (const day of days.values()) {
    const signers = day.map(([i, person]) => ({
      id: `${letter.id}.demonstration-${i}`,
      form: formOf(letter, person),
      at: openedAt + person.minutes * MINUTE_MS,
    }))
    const fresh = signers.filter(({ id }) => !known.has(id))
    const statements = await Promise.all(fresh.map((signer) => pending(site, letter, signer)))
    if (statements.length > 0) await site.db.batch(statements.flat())

    const unconfirmed = signers.filter(({ id }) => (known.get(id) ?? 'pending') === 'pending')
    await Promise.all(unconfirmed.map((signer) => confirm(site, letter, signer)))
  }
}

type Signer = { id: string; form: SignForm; at: number }

async function pending(site: SeedSite, letter: Letter, { id, form, at }: Signer) {
  const emailKey = await addressKey(site.master, form.email)
  return insertPending(site.db, letter, form, { id, emailKey }, new Date(at))
}

async function confirm({ registrars }: SeedSite, letter: Letter, { id, form, at }: Signer) {
  const { edition } = letter
  const act = { verb: 'confirm' as const, id, edition, fields: form, at, quiet: true }
  const answer = await askRegistrar<'confirm'>(registrars, letter.id, act)
  if (answer.outcome !== 'counted') throw new Error(`a made-up signer is ${answer.outcome}`)
}

function formOf(letter: Letter, person: DemoPerson): SignForm {
  const read = readSignForm(letter, {
    ...Object.fromEntries(
      Object.entries(person).map(([name, value]) => [name, String(value ?? '')])
    ),
    edition: String(letter.edition),
    public: person.public ? 'on' : '',
    consent: 'on',
  })
  if ('problems' in read)
    throw new Error(`a made-up signer can't sign: ${Object.keys(read.problems)}`)
  return read.data
}

async function statesOf(db: D1Database, letterId: number): Promise<Map<string, string>> {
  const { results } = await db
    .prepare('SELECT id, state FROM signature WHERE letter_id = ?')
    .bind(letterId)
    .all<{ id: string; state: string }>()
  return new Map(results.map(({ id, state }) => [id, state]))
}

function morningOf(time: number): number {
  return Math.floor(time / DAY_MS) * DAY_MS + 7 * 60 * MINUTE_MS
}
