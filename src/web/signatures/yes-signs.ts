import type { Context } from 'hono'
import { isHosting } from '../../gate/hosting'
import { isLocal } from '../../gate/network'
import type { YesSigns } from '../../gate/risk'
import { AT_ONCE_MS } from '../../gate/rules'
import { shownForMs } from '../../gate/shown'
import { isKnownNetwork } from '../../gate/standing'
import { letterIdOf } from '../../signatures/signature'
import type { Posted } from '../form'
import type { Site } from '../site'
import { hasSignedHere } from '../typed-address'
import { visitorAddress } from '../visitor-address'
import { asnOf } from './came-in'

/** What the request that says yes adds to what is known; nothing, from a network that is known. */
export async function yesSigns(
  c: Context<Site>,
  id: string,
  values: Posted,
  now: Date
): Promise<YesSigns | undefined> {
  const address = visitorAddress(c)
  if (isLocal(address)) return undefined

  const shownFor = await shownForMs(c.get('settings').MASTER_KEY, values.shown, now)
  const signs = {
    hosting: isHosting(asnOf(c) ?? null),
    atOnce: shownFor !== null && shownFor <= AT_ONCE_MS,
    sameBrowser: await hasSignedHere(c, letterIdOf(id)),
  }
  const isOdd = !signs.sameBrowser && (signs.hosting || signs.atOnce)
  return isOdd && (await isKnown(c, address)) ? undefined : signs
}

/** Whatever fails here, the yes is taken; only what excuses it is missing. */
async function isKnown(c: Context<Site>, address: string): Promise<boolean> {
  try {
    return await isKnownNetwork(c.env.DB, address)
  } catch (error) {
    console.error('the list of known networks could not be read', error)
    return false
  }
}
