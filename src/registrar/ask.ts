import type { Verbs } from './acts'
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
