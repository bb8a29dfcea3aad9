import { assureBy, isTaken, OF_ANOTHER, type Assured } from './assure'
import type { Group } from './group'
import type { SignatureRow } from './row'

/** Somebody at a school mailbox said yes to standing behind a signature's role. */
export type RaiseAct = {
  verb: 'raise'
  id: string
  mailbox: { claimId: string; address: string; emailKey: string }
  at: number
}

export type Raising =
  | { outcome: 'raised'; assurance: string; because: string | null }
  | { outcome: 'no-higher'; assurance: string; because: string | null }
  | { outcome: 'mailbox-taken' }
  | { outcome: 'not-counted' }
  | { outcome: 'gone' }

const LEVELS = ['self-declared', 'school-mailbox', 'named-head']

/**
 * Decides a counted signature's assurance anew, with a mailbox that was added. It is never lowered
 * by that, and a mailbox stands behind one signature of a letter.
 */
export async function raise(group: Group, act: RaiseAct, master: Uint8Array): Promise<Raising> {
  const { claimId, address, emailKey } = act.mailbox
  const row = group.row(act.id)
  group.answeredMailboxes.add(claimId)
  if (!row) return { outcome: 'gone' }
  if (row.state !== 'counted' || row.salt === null) return { outcome: 'not-counted' }
  if (row.mailboxKey === emailKey) return { outcome: 'raised', ...levelOf(row) }
  if (isTaken(group, row, emailKey)) return { outcome: 'mailbox-taken' }

  const assured = await assureBy(group, master, row, address)
  if (rank(assured) <= rank(row)) return { outcome: 'no-higher', ...levelOf(assured) }
  // Of who is out by a case it stands behind no more, should they come back.
  for (const one of group.behind(emailKey)) {
    if (one.mailboxKey === emailKey && one.id !== row.id) group.change(one, OF_ANOTHER)
  }
  group.change(row, { ...assured, mailboxKey: emailKey, changedAt: act.at })
  return { outcome: 'raised', ...levelOf(assured) }
}

function rank({ assurance }: Pick<Assured, 'assurance'>): number {
  return LEVELS.indexOf(assurance)
}

function levelOf({ assurance, assuredBecause }: Assured | SignatureRow) {
  return { assurance, because: assuredBecause }
}
