import { sameSecret, tokenFor } from '../keys'

/** A moment, as a form carries it that was shown then: milliseconds since 1970 and a MAC. */
export async function stampOf(master: Uint8Array, now: Date): Promise<string> {
  return signed(master, now.getTime().toString(36))
}

/** How long ago a form with this stamp was shown; null if that can’t be told. */
export async function shownForMs(
  master: Uint8Array,
  stamp: string | undefined,
  now: Date
): Promise<number | null> {
  const [moment = ''] = (stamp ?? '').split('.')
  if (!/^[0-9a-z]{8}$/.test(moment)) return null
  const isOurs = sameSecret(stamp ?? '', await signed(master, moment))
  const ago = now.getTime() - Number.parseInt(moment, 36)
  return isOurs && ago >= 0 ? ago : null
}

async function signed(master: Uint8Array, moment: string): Promise<string> {
  return `${moment}.${(await tokenFor(master, 'gate', `shown ${moment}`)).slice(0, 16)}`
}
