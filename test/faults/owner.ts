import { env } from 'cloudflare:workers'
import type { TeamRole } from '../../src/desk/rights'
import { HOUR } from '../support/clock'
import { aCampaigner, joinTeam } from '../support/desk'
import type { Visitor } from '../support/visitor'
import type { Checked } from './rules'

type Member = Visitor & { id: number }

/** The letter's owner, in a browser of this world. */
export function anOwner(checked: Checked): Promise<Member> {
  return aMember(checked, 'owner')
}

/** Somebody of the letter's team, in a browser of this world. */
export async function aMember({ world }: Checked, role: TeamRole): Promise<Member> {
  const member = await aCampaigner(undefined, { fresh: true })
  await joinTeam(world.letter, member, role)
  // Long enough for a clock that steps ahead: who has to type a code again does nothing else anew.
  await env.DB.prepare('UPDATE session SET fresh_until = fresh_until + ? WHERE account_id = ?')
    .bind(HOUR, member.account.id)
    .run()
  const browser = world.visitor()
  for (const [name, value] of member.cookies) browser.cookies.set(name, value)
  return { ...browser, id: member.account.id }
}
