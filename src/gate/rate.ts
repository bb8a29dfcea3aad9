import { networkOf } from './network'

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
  | 'complaint'

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
