import type { Registrar } from '../registrar/registrar'
import { beginDue } from './begin'
import { carryOn } from './carry-on'
import { runClocks } from './run-clocks'
import { tellTeams } from './tell'

/** Each night: teams are told what goes in thirty days, and what is due goes, as far as a night lasts. */
export async function retain(
  db: D1Database,
  registrars: DurableObjectNamespace<Registrar>,
  now: Date
): Promise<void> {
  await tellTeams(db, now)
  await beginDue(db, now)
  try {
    await carryOn(db, registrars, now)
  } finally {
    // A letter that can't be forgotten this night stops no clock of others.
    await runClocks(db, registrars, now)
  }
}
