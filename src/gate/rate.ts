/** A burst is over within this many seconds. */
export const RATE_PERIOD_SECONDS = 60

/** What is counted apart. */
export type RatedAct =
  | 'sign'
  | 'links'
  | 'code'
  | 'sign-in'
  | 'remark'
  | 'report'
  | 'follow'
  | 'organisation'
  | 'correction'
  | 'school-mailbox'

/**
 * May this network post once more. A shield against bursts only: the platform counts per data
 * centre and forgives; what must hold exactly is held in D1.
 */
export async function isWithinRate(
  limiter: RateLimit,
  address: string,
  act: RatedAct = 'sign'
): Promise<boolean> {
  const { success } = await limiter.limit({ key: `${act} ${networkOf(address)}` })
  return success
}

/** An IPv4 address, however written, or the /64 that an IPv6 address is in: one subscriber's. */
export function networkOf(address: string): string {
  const url = `http://[${address}]`
  if (!address.includes(':') || !URL.canParse(url)) return address

  const oneSpelling = new URL(url).hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(oneSpelling) ?? []
  if (high && low) return [high, low].flatMap(twoBytes).join('.')

  const [start = [], end = []] = oneSpelling
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array<string>(8 - start.length - end.length).fill('0')
  return [...start, ...zeros, ...end].slice(0, 4).join(':')
}

function twoBytes(group: string): number[] {
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 255]
}
