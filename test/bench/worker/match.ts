import { requireSettings, type Env } from '../../../src/env'
import { assuranceOfMailbox } from '../../../src/register/assurance'
import { nameAt, schoolAt } from './register'

/** Decides the assurance of the heads of so many schools. Returns how many the register names. */
export async function matchHeads(
  env: Env,
  { heads }: { heads: number }
): Promise<{ named: number }> {
  const { MASTER_KEY } = requireSettings(env)
  let named = 0
  for (let place = 0; place < heads; place++) {
    const school = schoolAt(place)
    const { first, last } = nameAt(place)
    const said = { name: `${first} ${last}`, countsAsHead: true, former: false, schools: [school] }
    const local = `${first}.${last}`
      .normalize('NFD')
      .replace(/[^a-z.]/gi, '')
      .toLowerCase()
    const address = `${local}@${school.domain}`
    const decided = await assuranceOfMailbox(MASTER_KEY, said, address, () => 0)
    if (decided.assurance === 'named-head') named++
  }
  return { named }
}
