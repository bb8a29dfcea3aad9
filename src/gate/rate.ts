/** A burst is over within this many seconds. */
export const RATE_PERIOD_SECONDS = 60

/** What is counted apart: signing, and asking for mail. */
export type RatedAct = 'sign' | 'links'

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

/** An IPv4 address, or the /64 that an IPv6 address is in: what one subscriber is given. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const start = head === '' ? [] : head.split(':')
  const end = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - start.length - end.length)
  const groups = [...start, ...Array<string>(zeros).fill('0'), ...end]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
