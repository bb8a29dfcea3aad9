import { COMMENT_REASONS } from '../../comments/comment'
import type { AuditLine } from '../../desk/audit'
import { monthsInWords } from '../../retention/periods'
import { HOWS } from '../../notable/check'
import { OFF_REASONS } from '../../signatures/off-display'
import { ukMoment } from '../../uk-time'
import { formatNumber, signatures } from '../ui/number'

type Words = (detail: AuditLine['detail'], whom: string) => string

const WORDS: Record<string, Words> = {
  'start-letter': () => 'started the letter.',
  'write-draft': () => 'worked on the words.',
  'discard-draft': () => 'threw the draft of the next edition away.',
  'change-settings': ({ changed }) => `changed the settings: ${changed}.`,
  'change-slug': ({ slug }) => `changed the address to “${slug}”.`,
  'settle-remark': () => 'settled a remark.',
  'make-link': ({ kind }) => `made ${LINKS[String(kind)] ?? 'a link'}.`,
  'revoke-link': ({ kind }) => `took back ${LINKS[String(kind)] ?? 'a link'}.`,
  invite: ({ address = 'somebody', role }) => `invited ${address} as ${role}.`,
  'take-back-invitation': ({ address = 'somebody' }) => `took back the invitation of ${address}.`,
  'join-team': () => 'accepted the invitation and joined the team.',
  'decline-invitation': () => 'declined the invitation.',
  'change-role': ({ role }, whom) => `made ${whom} ${role}.`,
  'remove-member': (_, whom) => `took ${whom} out of the team.`,
  'leave-team': () => 'left the team.',
  'hand-over': (_, whom) => `handed the letter over to ${whom}.`,
  'ask-host': ({ host }) => `asked “${host}” to stand behind the letter.`,
  'take-back-host': ({ host }) => `took back the question to “${host}”.`,
  'take-off-host': ({ host }) => `took “${host}” off the hosts.`,
  'host-confirmed': ({ host }) => `noted that “${host}” stands behind the letter.`,
  'host-declined': ({ host }) => `noted that “${host}” doesn’t stand behind the letter.`,
  'host-left': ({ host }) => `noted that “${host}” no longer stands behind the letter.`,
  'host-silent': ({ host }) => `noted that “${host}” gave no answer in time.`,
  'ask-approval': () => 'asked the stewards for approval.',
  'allow-launch': () => 'allowed the launch.',
  'refuse-launch': () => 'refused the launch.',
  gather: () => 'froze the first edition and began to gather founding signatories.',
  schedule: ({ opensAt }) => `set the opening for ${ukMoment(Number(opensAt))}.`,
  unschedule: () => 'cancelled the set opening.',
  'opening-failed': ({ why }) => `could not open the letter at its time: ${why}`,
  open: ({ founding }) =>
    founding
      ? `opened the letter, with ${formatNumber(Number(founding))} founding signatories.`
      : 'opened the letter.',
  'publish-edition': ({ edition, spelling }) =>
    `published edition ${edition}${spelling ? ', a spelling put right' : ''}.`,
  pause: () => 'paused signing.',
  resume: () => 'let people sign again.',
  close: () => 'closed the letter.',
  reopen: () => 'reopened the letter.',
  'set-closing': ({ closesAt }) =>
    closesAt ? `set the closing to ${ukMoment(Number(closesAt))}.` : 'took the closing date away.',
  archive: () => 'archived the letter.',
  unarchive: () => 'took the letter out of the archive.',
  delete: () => 'deleted the letter.',
  stop: ({ how, sentence }) =>
    `${how === 'paused' ? 'paused the letter' : 'took the letter down'}: ${sentence}`,
  'let-go': () => 'let the letter run again.',
  'choose-retention': ({ months }) =>
    `chose to keep signers’ data ${monthsInWords(Number(months))} after closing.`,
  'answer-complaint': ({ number }) => `answered the data complaint ${number}.`,
  'take-off': ({ number, reason }) =>
    `took the name of number ${formatNumber(Number(number))} off display${offBecause(reason)}.`,
  'put-back': ({ number }) => `had the name of number ${formatNumber(Number(number))} shown.`,
  'add-notable': () => 'added to the list of notable names.',
  'remove-notable': () => 'took a name off the list of notable names.',
  'check-notable': ({ number, how }) =>
    `recorded that number ${formatNumber(Number(number))}, a notable name, was asked (${howInWords(how)}) and did sign: the name is shown.`,
  'take-off-organisation': () => 'took an organisation off the list.',
  'put-back-organisation': () => 'put an organisation back on the list.',
  'open-signer': ({ number, reason }) =>
    `opened number ${formatNumber(Number(number))}, whose name is not shown${reason ? `: ${reason}` : '.'}`,
  'close-signer': ({ number }) => `closed number ${formatNumber(Number(number))} again.`,
  'open-case': () => 'opened a case about signatures.',
  'look-for-case': () => 'looked for signatures to open a case about, and found none.',
  'list-case': () => 'chose anew which signatures a case is about.',
  'suggest-case': () => 'noticed signatures that look alike, and opened a case.',
  'case-decide': ({ n }) =>
    `wants ${signatures(Number(n))} of a case not to count, or had that begun.`,
  'case-approve': ({ n }) => `approved a case about ${signatures(Number(n))}.`,
  'case-send-back': () => 'sent a case back.',
  'case-take-back': () => 'took back that a second person is to look at a case.',
  'case-dismiss': () => 'found a case to be nothing.',
  'case-pause': () => 'paused a case.',
  'case-resume': () => 'went on with a case.',
  'case-cancel': () => 'stopped a case. What was done by then stands.',
  'case-undo': ({ n }) => `wants a case about ${signatures(Number(n))} undone, or had that begun.`,
  'case-done': () => 'carried a case out to its end.',
  'case-undone': () => 'undid a case to its end.',
  'uphold-objection': () => 'agreed with a signer who objected.',
  'reject-objection': () => 'did not agree with a signer who objected.',
  'count-held': () => 'had a signature counted that was being checked.',
  'doubt-in-order': () => 'looked at what is odd about a school of signers: it is in order.',
  'doubt-look-again': () => 'wants something odd about a school of signers looked at again.',
  'merge-school-words': ({ n }) =>
    `counted ${n} typed ${n === 1 ? 'school' : 'schools'} as one organisation on the desk.`,
  'split-school-words': () => 'took typed schools apart that were counted as one on the desk.',
  'settle-report': ({ outcome }) =>
    `decided a report of a name: ${outcome === 'off' ? 'it is not shown' : 'it stays as it is'}.`,
  'record-dealing': ({ kind, day }) => `entered what passed with the recipient: ${kind}, ${day}.`,
  'change-dealing': ({ number, because }) => `changed entry ${number} of the timeline: ${because}`,
  'take-back-dealing': ({ number, because }) =>
    `took back entry ${number} of the timeline: ${because}`,
  'set-recipient-domain': ({ domain }) =>
    domain ? `set the recipient’s domain to ${domain}.` : 'took the recipient’s domain away.',
  'enter-correction': ({ number }) => `put a request to correct entry ${number} into the timeline.`,
  'decline-correction': ({ number }) =>
    `declined a request to correct entry ${number}: not from the recipient.`,
  'settle-correction': ({ number }) => `settled a request to correct entry ${number}.`,
  'comment-shown': ({ number }) => `had shown why number ${formatNumber(Number(number))} signed.`,
  'comment-refused': ({ number, reason }) =>
    `did not let it be shown why number ${formatNumber(Number(number))} signed${refusedBecause(reason)}.`,
  'make-pack': ({ counted, names, sha256 }) =>
    `made a delivery pack: ${signatures(Number(counted))}, ${formatNumber(Number(names))} by name; SHA-256 ${sha256}.`,
  'plan-hand-in': ({ startsAt }) => `planned the hand-in for ${ukMoment(Number(startsAt))}.`,
  'cancel-hand-in': () => 'called the hand-in off.',
  'write-update': ({ title }) => `worked on the update “${title}”.`,
  'test-update': ({ title }) => `had a test of the update “${title}” sent to themselves.`,
  'discard-update': () => 'threw an update away.',
  'send-update': ({ title, mail }) =>
    `published the update “${title}”, ${mail ? 'and began to mail it' : 'without mail'}.`,
  'pause-update': ({ title }) => `paused the mail about “${title}”.`,
  'resume-update': ({ title }) => `went on with the mail about “${title}”.`,
  'cancel-update': ({ title }) => `called off the mail about “${title}”.`,
  'set-paper': ({ number }) =>
    `set the number gathered on paper to ${formatNumber(Number(number))}.`,
}

function offBecause(reason: AuditLine['detail'][string] = null): string {
  if (reason === 'reported')
    return ', since somebody at its signer’s own domain, or at the school’s, reported it'
  if (reason === 'notable') return ', since it is on a list of notable names'
  const known = OFF_REASONS.find(({ key }) => key === reason && key !== 'other')
  return known ? ` (${known.label.toLowerCase()})` : ''
}

function refusedBecause(reason: AuditLine['detail'][string] = null): string {
  const known = COMMENT_REASONS.find(({ key }) => key === reason && key !== 'other')
  return known ? ` (${known.label.toLowerCase()})` : ''
}

function howInWords(how: AuditLine['detail'][string] = null): string {
  const label = HOWS.find(({ key }) => key === how)?.label ?? ''
  return label.charAt(0).toLowerCase() + label.slice(1)
}

const LINKS: Record<string, string> = {
  draft: 'the link to the draft',
  embargo: 'the link for journalists',
  founding: 'the link for founding signatories',
}

/** What somebody did, as the rest of a sentence that begins with who. */
export function auditInWords({ act, detail, whom }: AuditLine): string {
  return WORDS[act]?.(detail, whom ?? 'somebody') ?? `did this: ${act}.`
}
