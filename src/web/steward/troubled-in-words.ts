import type { TroubledMail } from '../../mail/troubled'

const KINDS: Record<NonNullable<TroubledMail['mail']> | TroubledMail['asked'], string> = {
  confirm: 'the mail that asks for a confirmation',
  links: 'the mail with somebody’s link',
  'my-data': 'the mail that says what is held for an address',
  counted: 'the mail that says a signature is counted',
  held: 'the mail that says a signature is being checked',
  refused: 'the mail that says a signature is not accepted',
  removed: 'the mail that says a signature was removed',
  reinstated: 'the mail that says a signature counts again',
  'say-again': 'the mail that asks for a yes to newer words',
  lapsed: 'the mail that says a signature could not be counted',
  changed: 'the mail that says a signature was changed',
  'name-display': 'the mail that says whether a signer’s name is shown',
  'new-edition': 'the mail that tells of new words of a letter',
  update: 'the mail that brings news of a letter',
  withdrawn: 'the mail that says a signature was withdrawn',
  erased: 'the mail that says a signature was erased',
  alarm: 'an alarm to a steward',
  notice: 'a mail about the desk',
  'already-signed': 'the mail that says an address has signed already',
  'your-links': 'the mail with somebody’s link',
}

export function mailInWords({ mail, asked }: Pick<TroubledMail, 'mail' | 'asked'>): string {
  return KINDS[mail ?? asked]
}

/** What a steward can do about a mail, and what follows. */
export function adviceOn({ state, sendable, mail, asked }: TroubledMail): string {
  if (!sendable) return NO_ADDRESS[mail === 'erased' || asked === 'erased' ? 'erased' : 'other']
  return state === 'refused'
    ? 'If the reason is mended, send it again. If it is the address itself, give it up: its ' +
        'reader may sign with another.'
    : 'It may have arrived. Sending it again may make it two, which does no harm; giving it up ' +
        'may make it none.'
}

const NO_ADDRESS = {
  erased: 'Its address is erased, as it should be. Give it up.',
  other:
    'Its address is no longer held, so it can’t be sent again. Whoever misses it can ask for ' +
    'their link under “Your data”. Give it up.',
}
