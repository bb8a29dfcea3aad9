import { assuranceLabel } from '../../register/assurance-words'
import { dayInWords } from '../newsroom/other-days'
import { Time } from '../ui/time'
import type { HeldSignature } from './held-data'

/** Whether the signer wants the name shown, and whether it is. */
export function nameShown({ public: wanted, offDisplay }: HeldSignature) {
  if (!wanted || !offDisplay) return wanted ? 'Yes' : 'No'
  return (
    <>
      You want it shown; off display since <Time at={offDisplay.at} kind="moment" />
    </>
  )
}

/** The level, and everything that it was decided on. */
export function behindRole(signature: HeldSignature): string {
  const { assurance, assuredBecause, assuredBy, mailboxUrns, mailboxLook, mailboxKey } = signature
  const kept = [
    assuredBecause !== null && 'the reason, as told above',
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
