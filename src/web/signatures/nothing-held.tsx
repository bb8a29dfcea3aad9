import type { Context } from 'hono'
import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import { letterIdOf } from '../../signatures/signature'
import type { Site } from '../site'
import { NothingHeldPage } from './nothing-held-page'

/** Answers a manage link that leads to nothing, and says why that is. */
export async function nothingHeld(c: Context<Site>, id: string): Promise<Response> {
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { id: letterIdOf(id) }))
  return c.html(<NothingHeldPage letter={letter} />, 410)
}
