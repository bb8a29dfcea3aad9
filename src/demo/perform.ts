import type { Letter } from '../letters/letter'
import { askRegistrar } from '../registrar/ask'
import { addressKey } from '../mailbox'
import { readSignForm } from '../signatures/read-form'
import { insertPending } from '../signatures/sign'
import type { SignForm } from '../signatures/signature'
import type { DemoPerson } from './people'
import { madeUp } from './register/made-up'
import type { SeedSite } from './seed'

const schools = madeUp.map((school) => ({ ...school, registerId: 0 }))

export const MINUTE_MS = 60 * 1000
export const DAY_MINUTES = 24 * 60

/** What a made-up signer does, so many minutes after the letter opened. */
export type Deed = { id: string; minutes: number; person: DemoPerson; does: 'sign' | 'move' }

type Stretch = { letter: Letter; openedAt: number; states: Map<string, string> }

/**
 * Lets made-up signers do their deeds to one edition of a letter.
 *
 * One batch of pending rows and one group of the Registrar's for each day.
 */
export async function perform(site: SeedSite, stretch: Stretch, deeds: Deed[]) {
  const sorted = deeds.toSorted((a, b) => a.minutes - b.minutes)
  const days = Map.groupBy(sorted, ({ minutes }) => Math.floor(minutes / DAY_MINUTES))
  for (const day of days.values()) {
    const unknown = day.filter(({ id, does }) => does === 'sign' && !stretch.states.has(id))
    const statements = await Promise.all(unknown.map((deed) => pending(site, stretch, deed)))
    if (statements.length > 0) await site.db.batch(statements.flat())

    const stateOf = ({ id }: Deed) => stretch.states.get(id) ?? 'pending'
    const undone = day.filter((deed) => {
      return deed.does === 'move' || (deed.person.confirms && stateOf(deed) === 'pending')
    })
    await Promise.all(undone.map((deed) => act(site, stretch, deed)))
  }
}

async function pending({ db, master }: SeedSite, { letter, openedAt }: Stretch, deed: Deed) {
  const form = formOf(letter, deed.person)
  const emailKey = await addressKey(master, form.email)
  const at = new Date(openedAt + deed.minutes * MINUTE_MS)
  return insertPending(db, letter, form, { id: deed.id, emailKey }, at)
}

async function act({ registrars }: SeedSite, { letter, openedAt }: Stretch, deed: Deed) {
  const { edition } = letter
  const done = { id: deed.id, edition, at: openedAt + deed.minutes * MINUTE_MS }
  const answer =
    deed.does === 'move'
      ? await askRegistrar<'move'>(registrars, letter.id, { verb: 'move', ...done })
      : await askRegistrar<'confirm'>(registrars, letter.id, {
          verb: 'confirm',
          ...done,
          fields: formOf(letter, deed.person),
          quiet: true,
        })
  if (answer.outcome !== 'counted' && answer.outcome !== 'moved')
    throw new Error(`a made-up signer is ${answer.outcome}`)
}

/** What a made-up person types into a letter's form. */
export function formOf(letter: Letter, person: DemoPerson): SignForm {
  const typed = {
    ...Object.fromEntries(
      Object.entries(person).map(([name, value]) => [name, String(value ?? '')])
    ),
    urn: person.urns.join(' '),
    edition: String(letter.edition),
    public: person.public ? 'on' : '',
    consent: 'on',
  }
  const read = readSignForm(letter, typed, schools)
  if ('problems' in read)
    throw new Error(`a made-up signer can't sign: ${Object.keys(read.problems)}`)
  return read.data
}
