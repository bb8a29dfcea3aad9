import { env } from 'cloudflare:workers'
import { HOUR } from '../support/clock'
import { aCampaigner, joinTeam } from '../support/desk'
import type { Visitor } from '../support/visitor'
import type { Checked } from './rules'

/** The letter's owner, in a browser of this world. */
export async function anOwner({ world }: Checked): Promise<Visitor & { id: number }> {
  const owner = await aCampaigner(undefined, { fresh: true })
  await joinTeam(world.letter, owner, 'owner')
  // Long enough for a clock that steps ahead: who has to type a code again does nothing else anew.
  await env.DB.prepare('UPDATE session SET fresh_until = fresh_until + ? WHERE account_id = ?')
    .bind(HOUR, owner.account.id)
    .run()
  const browser = world.visitor()
  for (const [name, value] of owner.cookies) browser.cookies.set(name, value)
  return { ...browser, id: owner.account.id }
}
