import type { Group } from './group'
import { promiseIfKept } from './promise'
import { NO_ASSURANCE, type SignatureRow } from './row'

export type WithdrawAct = { verb: 'withdraw'; id: string; at: number }

export type Withdrawal =
  | { outcome: 'withdrawn' }
  | { outcome: 'declined' }
  | { outcome: 'not-counted' }
  | { outcome: 'gone' }

/**
 * Takes a signer at their word that they no longer sign: a counted signature leaves the count, a
 * held one can't be released any more, and a removed one can't be reinstated (`declined`). An
 * address that was kept goes too.
 */
export async function withdraw(
  group: Group,
  act: WithdrawAct,
  master: Uint8Array
): Promise<Withdrawal> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (row.state === 'withdrawn') return { outcome: 'withdrawn' }
  if (row.state === 'removed') return decline(group, row, act.at)
  // The ledger never knew of it, so there is nothing to take back there.
  if (row.state === 'held') return leave(group, row, act.at)
  if (row.state !== 'counted' || row.entry === null) return { outcome: 'not-counted' }

  group.draft.append({ type: 'withdraw', target: row.entry }, act.at)
  await promiseIfKept('withdrawn', group, master, row)
  return leave(group, row, act.at)
}

function leave(group: Group, row: SignatureRow, at: number): Withdrawal {
  // The mailbox that was added may stand behind somebody else now.
  const raised = row.mailboxKey ? NO_ASSURANCE : {}
  group.change(row, { state: 'withdrawn', ...NO_ADDRESS, ...raised, changedAt: at })
  return { outcome: 'withdrawn' }
}

/** The ledger has it out already. What is noted is that its signer does not want it back. */
function decline(group: Group, row: SignatureRow, at: number): Withdrawal {
  if (!row.declinedAt) group.change(row, { declinedAt: at, ...NO_ADDRESS, changedAt: at })
  return { outcome: 'declined' }
}

const NO_ADDRESS = { keptAddress: null, updates: 0 } satisfies Partial<SignatureRow>
