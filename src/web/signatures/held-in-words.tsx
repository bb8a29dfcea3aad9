import { KEPT } from '../../gate/rules'
import { assuranceLabel } from '../../register/assurance-words'
import { dayInWords } from '../newsroom/other-days'
import { Time } from '../ui/time'
import type { HeldSignature } from './held-data'

/** Whether the signer wants the name shown, and whether it is. */
export function nameShown({ public: wanted, offDisplay, state }: HeldSignature) {
  if (!wanted) return 'No'
  if (state !== 'counted') return 'You want it shown; only a signature that counts is'
  if (!offDisplay) return 'Yes'
  return (
    <>
      You want it shown; off display since <Time at={offDisplay.at} kind="moment" />
    </>
  )
}

/** What is kept of the request that signed; not what was made of it, which would teach whoever forges. */
export function howItCame({ createdAt }: HeldSignature) {
  return (
    <>
      As keyed hashes of your network, browser, name and address, until{' '}
      <Time at={createdAt + KEPT.tracesMs} kind="day" />. Also whether something in that had to be
      checked; what that was is not shown, so that nobody learns how to get past it.
    </>
  )
}

/** The level, and everything that it was decided on. */
export function behindRole(signature: HeldSignature): string {
  const { assurance, assuredBecause, assuredBy, mailboxUrns, mailboxLook, mailboxKey } = signature
  const isTold = signature.state === 'counted'
  const kept = [
    assuredBecause !== null && (isTold ? 'the reason, as told above' : 'the reason'),
    assuredBy !== null && `the register’s day, ${dayInWords(assuredBy)}`,
    mailboxUrns !== null &&
      `the number of the school whose mailbox said yes, ${mailboxUrns.split(' ').join(', ')}`,
    mailboxLook !== null && 'whether it looks like a head’s, as a word or keyed fingerprints',
    mailboxKey !== null && 'a keyed fingerprint of the school mailbox you added',
  ].filter((one) => one !== false)
  const label = assuranceLabel(assurance)
  return kept.length > 0 ? `${label}. Kept with it: ${kept.join('; ')}` : label
}

/** Is the address kept, and what for. */
export function whyKept({ keepsAddress, state, updates }: HeldSignature): string {
  if (!keepsAddress) return 'Not kept, only keyed fingerprints of it and of its domain'
  if (updates) return 'Kept, encrypted, to send you that news'
  return state === 'held'
    ? 'Kept, encrypted, until it is decided whether your signature counts'
    : 'Kept, encrypted'
}
