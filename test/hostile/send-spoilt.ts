import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { aSteward, cookieOf } from '../support/desk'
import { filled, spoiltForm } from './fill'
import { look } from './look'
import type { Form } from './page'
import { runs } from './pure/words'
import { request, sent } from './site'
import type { World } from './world'

/** Sends each form some times with odd words in it, and once as people would. */
export async function sendSpoilt(world: World, forms: Form[]) {
  for (const form of forms) {
    const cookie = await anOwner(world)
    const send = async (pairs: [string, string][]) => {
      const answer = await request(form.action, sent(pairs, cookie))
      await look(`${form.action} ${JSON.stringify(pairs)}`, answer)
    }
    // What was sent stays sent, so a smaller one would not fail alike.
    await fc.assert(fc.asyncProperty(spoiltForm(form), send), { ...runs(3), endOnFailure: true })
    await send(filled(form))
  }
}

/** The cookies of somebody who owns every letter there is, and has just given a code. */
export async function anOwner({ cookie }: World): Promise<string> {
  const steward = await aSteward({ fresh: true })
  await env.DB.batch([
    env.DB.prepare('UPDATE site SET signing_paused = NULL, launching_paused = NULL'),
    env.DB.prepare(
      `INSERT INTO member (letter_id, account_id, role, since) SELECT id, ?, 'owner', 0 FROM letter
       WHERE true ON CONFLICT (letter_id, account_id) DO UPDATE SET role = excluded.role`
    ).bind(steward.account.id),
  ])
  return `${cookieOf(steward)}; ${cookie.split('; ').at(-1)}`
}
