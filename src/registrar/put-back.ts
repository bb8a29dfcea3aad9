import type { NotableCheck } from '../notable/check'
import { isAsSeen, readOffDisplay, shownAs, wantsShown, type Seen } from '../signatures/off-display'
import type { By, Group } from './group'
import { offDisplayOf } from './off-display-of'
import { promiseIfKept } from './promise'

export type PutBackAct = {
  verb: 'put-back'
  id: string
  seen?: Seen
  /** How somebody asked the owner of a notable name, who has signed. */
  checked?: NotableCheck
  by?: By
  at: number
}

export type PuttingBack =
  | { outcome: 'back' }
  /** It is a notable name, and nobody has asked its owner. */
  | { outcome: 'unchecked' }
  | { outcome: 'changed' }
  | { outcome: 'gone' }

/**
 * Ends whatever kept a name off display: it is shown if its signer wants that. A notable name stays
 * off until somebody has asked its owner, whatever else kept it off.
 */
export async function putBack(
  group: Group,
  act: PutBackAct,
  master: Uint8Array
): Promise<PuttingBack> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  const off = readOffDisplay(row.offDisplay)
  if (off === null) return { outcome: 'back' }
  if (!isAsSeen(row, act.seen)) return { outcome: 'changed' }

  if (!act.checked) {
    const was = off.why === 'notable' ? row.offDisplay : null
    const still = offDisplayOf(group, { name: row.name, was, isNew: false }, act.at)
    if (still !== null) {
      group.change(row, shownAs(still, wantsShown(row)))
      return { outcome: readOffDisplay(still)?.why === 'notable' ? 'unchecked' : 'back' }
    }
  }

  // Whose name waited from the start was told that it would, and sees it on the list.
  const sinceSaid = off.why === 'notable' && off.at === (row.changedAt ?? row.confirmedAt)
  const neverShown = off.why === 'look' || sinceSaid
  const isNews = !neverShown && off.wanted && row.state === 'counted'
  if (isNews) await promiseIfKept('name-display', group, master, row, { shown: true })
  group.change(row, { public: wantsShown(row) ? 1 : 0, offDisplay: null })
  const { number } = row
  if (act.checked) {
    const by = act.by?.accountId ?? null
    group.checks.push({ ...act.checked, id: row.id, by, at: act.at })
    group.audit(act.by, 'check-notable', { number, how: act.checked.how })
  } else group.audit(act.by, 'put-back', { number })
  return { outcome: 'back' }
}
