import type { Group } from './group'
import { promise } from './promise'
import type { SignatureRow } from './row'
import { unseal } from '../seal'

export type EraseAct = { verb: 'erase'; id: string; at: number }

export type Erasure = { outcome: 'erased' } | { outcome: 'gone' }

/**
 * Forgets all that this letter holds for a signer's address: what counted is withdrawn first. What
 * waits for a confirmation stays in that public number, empty, until it would have expired.
 */
export async function erase(group: Group, act: EraseAct, master: Uint8Array): Promise<Erasure> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }

  for (const one of group.sharing(row)) {
    if (one.state === 'pending') continue
    await promiseErased(group, master, one)
    if (one.state === 'counted' && one.entry !== null) {
      group.draft.append({ type: 'withdraw', target: one.entry }, act.at)
    }
    group.remove(one)
    group.erased.add(one.id)
  }
  if (row.emailKey) {
    group.emptyPending(row.emailKey)
    group.forgotten.add(row.emailKey)
  }
  return { outcome: 'erased' }
}

/** The mail that says so carries the address until it is sent, and no key that outlives it. */
async function promiseErased(group: Group, master: Uint8Array, row: SignatureRow) {
  const address = row.keptAddress && (await unseal(master, 'kept-address', row.keptAddress))
  if (!address) return
  group.mails.push({ ...promise('erased', group, row, address), signatureId: null, toKey: null })
}
