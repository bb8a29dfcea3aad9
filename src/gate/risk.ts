/** Why a signature may not be its person’s, and how much each of these weighs, of 100. */
const WEIGHTS = {
  'trap-filled': 60,
  'network-hour': 60,
  'in-case': 60,
  'out-before': 60,
  disposable: 30,
  sequence: 30,
  'same-name': 25,
  'young-domain': 25,
  hosting: 25,
  'sent-at-once': 25,
  'confirmed-at-once': 20,
  unproven: 15,
} as const

export type RiskReason = keyof typeof WEIGHTS

/** What a row keeps of it. */
export type Risk = { score: number; reasons: RiskReason[] }

/** Of who is held because a person wants that. Not null: nobody has asked its signer anything yet. */
export const NO_RISK: Risk = { score: 0, reasons: [] }

/** From this score on a signature is held: a yes is taken and not counted before that was looked at. */
export const HELD_FROM = 60

/** What is held and in no case is counted after this long. */
export const HELD_MS = 48 * 60 * 60 * 1000

/** Somebody who says yes sooner than this after signing has hardly read a mail. */
export const YES_AT_ONCE_MS = 5000

/** What the reasons come to; null if there are none. Each counts once. */
export function riskOf(reasons: Iterable<RiskReason>): Risk | null {
  const each = [...new Set(reasons)].toSorted()
  const score = each.reduce((sum, reason) => sum + WEIGHTS[reason], 0)
  return each.length > 0 ? { score: Math.min(100, score), reasons: each } : null
}

/** As a row keeps it. Reasons that are no longer known weigh nothing. */
export function readRisk(text: string | null): RiskReason[] {
  if (text === null) return []
  const { reasons } = JSON.parse(text) as Risk
  return reasons.filter((reason) => reason in WEIGHTS)
}

/** What the request that says yes adds: it came from a data centre, or sooner than anybody reads. */
export type YesSigns = { hosting: boolean; atOnce: boolean; sameBrowser: boolean }

/**
 * All reasons at the moment of a yes. In the browser that signed, being quick is no wonder: the code
 * stands in the mail’s subject. `outBefore`: a case took out or refused another of that address.
 * `quickInCase`: a living case is about those who were too quick, in whatever browser.
 */
export function riskAtYes(
  row: { risk: string | null; createdAt: number; outBefore: boolean; quickInCase: boolean },
  signs: YesSigns | undefined,
  at: number
): Risk | null {
  const reasons = readRisk(row.risk)
  const isQuick = at - row.createdAt < YES_AT_ONCE_MS
  if (signs && row.outBefore) reasons.push('out-before')
  if (signs && row.quickInCase && isQuick) reasons.push('in-case')
  if (signs && !signs.sameBrowser) {
    if (signs.hosting) reasons.push('hosting')
    if (signs.atOnce || isQuick) reasons.push('confirmed-at-once')
  }
  return riskOf(reasons)
}
