import { paths } from '../paths'
import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { letterPage } from './letter-page'
import { manageLink } from './manage-link'
import type { Content } from './message'
import { WHY_NOTABLE } from './name-display'

export type Counted = {
  letter: LetterInMail
  link: string
  receipt: string
  linkEnds: number
  number: number
  addressKept: boolean
  checkpoint: string | null
  awaitsLook?: boolean
  awaitsOwner?: boolean
}

/** Tells a signer their number, and how to come back to their signature. */
export function counted(mail: Counted, site: Site): Content {
  const { letter, link, receipt, linkEnds, number, addressKept, checkpoint } = mail
  const ledger = site.origin + paths.ledger(letter.slug)
  const ordinal = number.toLocaleString('en-GB')
  return frame(site, {
    subject: `Your signature is counted: number ${ordinal}`,
    letter,
    body: [
      `Thank you. You are signatory number ${ordinal} of this open letter:`,
      { letter },
      ...letterPage('The letter and its count: ', letter, site),
      ...(mail.awaitsLook ? [AFTER_LOOK] : []),
      ...(mail.awaitsOwner ? [`Your signature counts. ${WHY_NOTABLE}`] : []),
      ...manageLink(link, linkEnds, site),
      addressKept ? KEPT : NOT_KEPT,
      { heading: 'Check it yourself' },
      [
        'Your entry in the letter’s ledger can be checked with a receipt, which holds what you ' +
          'signed as and the secret number that opens the entry. It proves to anybody who has it ' +
          'that you signed, so take it only if you want to: ',
        { to: receipt },
      ],
      ...(letter.unlisted
        ? []
        : [['What the ledger is, and where a receipt is checked: ', { to: ledger }]]),
      { heading: 'Wasn’t you?' },
      [
        'Then someone read your mail: open the link to your signature, erase it there, and tell ',
        { to: letter.controller.contact },
      ],
    ],
    because: 'You get this mail because a signature was confirmed with this address.',
    ...(checkpoint &&
      !letter.unlisted && { keep: { why: [WHY_KEEP, { to: ledger }], lines: checkpoint } }),
  })
}

const KEPT =
  'Your email address is kept, encrypted, because you asked for news of this letter. You can turn ' +
  'that off with the same link.'

const AFTER_LOOK =
  'Your name is shown once somebody of the letter’s team has looked at it. You count already.'

const NOT_KEPT =
  'Your email address itself is no longer kept. What stays is a fingerprint of it, by which we see ' +
  'that one address counts once.'

const WHY_KEEP =
  'Keep this checkpoint: it lets you show later whether the letter’s ledger was rewritten. It is ' +
  'compared at '
