import type { Arrival } from './arrival'
import { isHosting } from './hosting'
import type { RiskReason } from './risk'
import { ALIKE_IN_HOUR, AT_ONCE_MS, KNOWN_NETWORK_TIMES, NETWORK, YOUNG_DOMAIN } from './rules'
import type { Standing } from './standing'
import type { Counts } from './windows'

/** What was known before a signature came in, and how it comes in. */
export type Known = { arrival: Arrival; counts: Counts; standing: Standing }

/** What its form showed. */
export type FormSigns = {
  trapFilled: boolean
  /** For how long the form was shown, if that is known. */
  shownForMs: number | null
  disposable: boolean
  /** Does a living case look for such signatures. */
  inCase: boolean
  /** Was a sign of being human asked for, and none given. */
  unproven: boolean
}

/** Has the network sent so many that no more is taken for now. */
export function isRefused(known: Known): boolean {
  return ofNetwork(known, 'inHour') > NETWORK.refusedInHour
}

/** Is a sign of being human to be asked for first. */
export function isToBeProved(known: Known, now: Date): boolean {
  const { pressureUntil } = known.standing
  const isUnderPressure = pressureUntil !== null && pressureUntil > now.getTime()
  return isUnderPressure || ofNetwork(known, 'lately') > NETWORK.provedLately
}

/** Why a signature that comes in like this may not be its person’s. */
export function reasonsFor(known: Known, signs: FormSigns, now: Date): RiskReason[] {
  const { arrival, counts, standing } = known
  const { knowsNetwork, knowsDomain, domainFirstAt, domainCount } = standing
  const isYoung = (domainFirstAt ?? 0) > now.getTime() - YOUNG_DOMAIN.ms
  const found: Partial<Record<RiskReason, boolean>> = {
    'trap-filled': signs.trapFilled,
    'in-case': signs.inCase,
    unproven: signs.unproven,
    disposable: signs.disposable,
    'same-name': counts.name.inHour + 1 >= ALIKE_IN_HOUR,
    sequence: counts.local.inHour + 1 >= ALIKE_IN_HOUR,
    'young-domain': !knowsDomain && isYoung && domainCount + 1 > YOUNG_DOMAIN.signers,
    'network-hour': !knowsNetwork && ofNetwork(known, 'inHour') > NETWORK.heldInHour,
    hosting: !knowsNetwork && isHosting(arrival.asn),
    'sent-at-once': !knowsNetwork && signs.shownForMs !== null && signs.shownForMs <= AT_ONCE_MS,
  }
  return (Object.keys(found) as RiskReason[]).filter((reason) => found[reason])
}

/** How many its network has sent with this one; of a network that is known, a part of that. */
function ofNetwork({ arrival, counts, standing }: Known, window: 'lately' | 'inHour'): number {
  if (arrival.network === null) return 0
  return (counts.network[window] + 1) / (standing.knowsNetwork ? KNOWN_NETWORK_TIMES : 1)
}
