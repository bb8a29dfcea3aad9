import type { Act, Verbs } from './acts'
import type { Answer, Registrar } from './registrar'

/**
 * Asks a letter's Registrar for an act. If the Registrar itself can't be reached, nobody knows
 * what came of it, and the answer says so.
 */
export async function askRegistrar<V extends keyof Verbs>(
  registrars: DurableObjectNamespace<Registrar>,
  letterId: number,
  act: Verbs[V][0] & { verb: V }
): Promise<Answer<V>> {
  const registrar = registrars.get(registrars.idFromName(String(letterId)))
  try {
    return (await registrar.act(letterId, act)) as Answer<V>
  } catch {
    return { letter: null, outcome: 'unknown' }
  }
}

/** The same for many acts, answered in their order. */
export async function askForAll<V extends keyof Verbs>(
  registrars: DurableObjectNamespace<Registrar>,
  letterId: number,
  acts: (Verbs[V][0] & { verb: V })[]
): Promise<Answer<V>[]> {
  if (acts.length === 0) return []
  const registrar = registrars.get(registrars.idFromName(String(letterId)))
  try {
    return (await registrar.actAll(letterId, acts as Act[])) as Answer<V>[]
  } catch {
    return acts.map(() => ({ letter: null, outcome: 'unknown' }))
  }
}
