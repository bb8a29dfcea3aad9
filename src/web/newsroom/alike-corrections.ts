import type { Correction } from '../../newsroom/corrections'
import { ukDate } from '../../uk-time'

/**
 * Corrections as they are told in short: those of one day, kind and reason are one, which has the
 * moment of the newest of them. The order stays.
 */
export function alikeCorrections(
  corrections: Correction[]
): Pick<Correction, 'at' | 'kind' | 'reason' | 'number'>[] {
  const alike = Map.groupBy(corrections, ({ at, kind, reason }) => {
    return [ukDate(at), kind, reason].join()
  })
  return [...alike.values()].flatMap(([newest, ...others]) => {
    if (!newest) return []
    const { at, kind, reason } = newest
    const number = others.reduce((sum, one) => sum + one.number, newest.number)
    return { at, kind, reason, number }
  })
}
