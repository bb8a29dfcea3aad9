import { ask } from '../ask'
import { noteReached, notableChanges, touchedBy, type NotableChange } from '../notable/changes'
import { askRegistrar } from './ask'
import type { Registrar } from './registrar'

const CHANGES = 40
const SIGNATURES = 200
const STEPS = 10

type Registrars = DurableObjectNamespace<Registrar>

/**
 * Compares signatures with the names that were put on lists of notable names, or taken off them: 40
 * names a step, each with at most 200 signatures of a letter, ten steps at a time.
 */
export async function compareNamesDue(db: D1Database, registrars: Registrars, now: Date) {
  for (let step = 0; step < STEPS; step++) {
    const [changes] = await ask(db, notableChanges(db, null, CHANGES))
    if (changes.length === 0) return
    const done = await compare(db, registrars, changes, now)
    await db.batch(noteReached(db, done))
    if (done.length < changes.length) return
  }
}

/**
 * The first step of that for a letter's own list, at once. How far it came is not noted: who was
 * being counted meanwhile, by the list as it was before, is found when cron does it again.
 */
export async function compareNamesNow(
  db: D1Database,
  registrars: Registrars,
  letterId: number,
  now: Date
) {
  const [changes] = await ask(db, notableChanges(db, letterId, CHANGES))
  await compare(db, registrars, changes, now)
}

/** Returns those that came to an end; the others wait for their Registrar to be reached. */
async function compare(
  db: D1Database,
  registrars: Registrars,
  changes: NotableChange[],
  now: Date
) {
  const due = changes.filter(({ turn }) => turn !== null)
  const touched =
    due.length > 0 ? await ask(db, ...due.map((one) => touchedBy(db, one, SIGNATURES))) : []
  const steps = await Promise.all(
    due.map(async (change, i) => {
      const about = touched[i] ?? null
      const answers = (about?.ids ?? []).map((id) => {
        const act = { verb: 'compare-name' as const, id, at: now.getTime() }
        return askRegistrar<'compare-name'>(registrars, change.turn ?? 0, act)
      })
      const outcomes = (await Promise.all(answers)).map(({ outcome }) => outcome)
      const isOver = !outcomes.some((one) => one === 'not-yet' || one === 'unknown')
      return isOver ? [{ change, touched: about }] : []
    })
  )
  const over = changes.filter(({ turn }) => turn === null)
  return [...steps.flat(), ...over.map((change) => ({ change, touched: null }))]
}
