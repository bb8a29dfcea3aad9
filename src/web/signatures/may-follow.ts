import type { Context } from 'hono'
import type { Letter } from '../../letters/letter'
import { isPublic, isTakenDown } from '../../letters/state'
import type { Site } from '../site'
import { rememberedAddress } from '../typed-address'

/**
 * May this browser see what comes after signing a letter. One that gathers founding signatories is
 * there only for whoever has signed it here: they had its link, and their sealed cookie says so.
 */
export async function mayFollow(c: Context<Site>, letter: Letter, now: Date): Promise<boolean> {
  if (isPublic(letter)) return true
  const gathers = letter.state === 'gathering' && !isTakenDown(letter)
  return gathers && (await rememberedAddress(c, letter, now)) !== null
}
