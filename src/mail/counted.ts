import { paths } from '../paths'
import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { manageLink } from './manage-link'
import type { Content } from './message'

export type Counted = { letter: LetterInMail; link: string; linkEnds: number; number: number }

/** Tells a signer their number, and how to come back to their signature. */
export function counted({ letter, link, linkEnds, number }: Counted, site: Site): Content {
  const ordinal = number.toLocaleString('en-GB')
  return frame(site, {
    subject: `Your signature is counted: number ${ordinal}`,
    letter,
    body: [
      `Thank you. You are signatory number ${ordinal} of this open letter:`,
      { letter },
      { link: site.origin + paths.letter(letter.slug), label: 'The letter and its count' },
      ...manageLink(link, linkEnds, site),
      'Your email address itself is no longer kept, unless you asked for updates. What stays is ' +
        'a fingerprint of it, by which we see that one address counts once.',
      { heading: 'Wasn’t you?' },
      'Open the link to your signature and erase it.',
    ],
    because: 'You get this mail because a signature was confirmed with this address.',
  })
}
