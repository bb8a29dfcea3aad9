import type { Group } from './group'
import { promiseIfKept } from './promise'

export type WithdrawAct = { verb: 'withdraw'; id: string; at: number }

export type Withdrawal = { outcome: 'withdrawn' } | { outcome: 'not-counted' } | { outcome: 'gone' }

/** Takes a signature out of the count at its signer's wish. An address kept for updates goes too. */
export async function withdraw(
  group: Group,
  master: Uint8Array,
  act: WithdrawAct
): Promise<Withdrawal> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (row.state === 'withdrawn') return { outcome: 'withdrawn' }
  if (row.state !== 'counted' || row.entry === null) return { outcome: 'not-counted' }

  group.draft.append({ type: 'withdraw', target: row.entry }, act.at)
  await promiseIfKept('withdrawn', group, master, row)
  group.change(row, { state: 'withdrawn', keptAddress: null, updates: 0, changedAt: act.at })
  return { outcome: 'withdrawn' }
}
