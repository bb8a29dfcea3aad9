import { deliver, type Delivery, type MailDeps } from './deliver'

/** A queue message is given this long to do its work. */
const GRACE_MS = 30 * 1000

/** Sends what a lost queue message or a consumer that fell over left behind: for every minute. */
export function sweep(deps: MailDeps, now: Date): Promise<Delivery> {
  return deliver(deps, null, now, GRACE_MS)
}
