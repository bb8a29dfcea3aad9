import type { Assurance, Reason } from './assurance'

const LABELS: Record<Assurance, string> = {
  'named-head': 'Named head',
  'school-mailbox': 'School mailbox',
  'self-declared': 'Self-declared',
}

/** What an assurance is called; the key itself, should it be none. */
export function assuranceLabel(key: string): string {
  return isAssurance(key) ? LABELS[key] : key
}

export function isAssurance(key: string): key is Assurance {
  return Object.hasOwn(LABELS, key)
}

/** Nothing that the signer could do would tell more: the register does not know the school’s mailboxes. */
export function isUncheckable(because: string | null): boolean {
  return because === 'no-website' || because === 'shared-domain'
}

const RAISED_BY_ANOTHER: (string | null)[] = [
  'another-domain',
  'free-mail',
  'mailbox-not-heads',
  'mailbox-stands-behind-another',
] satisfies Reason[]

/** Another mailbox of the school would tell more. */
export function mayBeRaised(because: string | null): boolean {
  return RAISED_BY_ANOTHER.includes(because)
}

// `school` stands for the school, or for "your school".
const SENTENCES: Record<Reason, (school: string) => string> = {
  named: (school) =>
    `The official register has a head of ${school} by your name, and the mailbox that said yes is ` +
    'at the school’s domain and looks like its head’s.',
  'enough-named': (school) =>
    `The register has a head of ${school} by your name, but as many as it names count here ` +
    'already. The letter’s team is asked to look at it.',
  'mailbox-not-heads': (school) =>
    `The register has a head of ${school} by your name, and the mailbox that said yes is at the ` +
    'school’s domain, but does not look like its head’s: that would hold the surname and no ' +
    'digits, or be one such as head@ or headteacher@.',
  'not-named': (school) =>
    `The mailbox that said yes is at the domain of ${school}. The register names somebody else as ` +
    'its head, or spells the name another way.',
  'no-head-listed': (school) =>
    `The mailbox that said yes is at the domain of ${school}. The register names no head of it.`,
  closed: (school) =>
    `The mailbox that said yes is at the domain of ${school}. The register has the school as ` +
    'closed, and so without a head.',
  'no-head-role': (school) => `The mailbox that said yes is at the domain of ${school}.`,
  'free-mail': (school) =>
    'The address that said yes is with a provider where anybody can have one. A mailbox at the ' +
    `domain of ${school} would say more.`,
  'another-domain': (school) => `No mailbox known to be at the domain of ${school} has said yes.`,
  'shared-domain': (school) =>
    `This can’t be checked for ${school}: its website shares a domain with many others, so that ` +
    'an address there says nothing of the school.',
  'no-website': (school) =>
    `This can’t be checked for ${school}: the register has no website for it, and so tells no ` +
    'domain for its mailboxes.',
  'no-school': () => 'You chose no school of the register, so there is nothing to check.',
  former: () => 'Your role is a former one, and those are not checked.',
  'mailbox-stands-behind-another': () =>
    'That mailbox stands behind another signature of this letter, and it can stand behind one only.',
}

/** Why a signer’s assurance is what it is, in a sentence for them. A reason not known has none. */
export function assuranceInWords(because: string | null, school: string | null): string | null {
  if (because === null || !isReason(because)) return null
  return SENTENCES[because](school ?? 'your school')
}

function isReason(key: string): key is Reason {
  return Object.hasOwn(SENTENCES, key)
}
