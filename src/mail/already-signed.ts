import { paths } from '../paths'
import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { manageLink } from './manage-link'
import type { Content } from './message'

export type AlreadySigned = { letter: LetterInMail; link: string; linkEnds: number }

/** Tells the reader of an address that signed again that its first signature stands. */
export function alreadySigned({ letter, link, linkEnds }: AlreadySigned, site: Site): Content {
  return frame(site, {
    subject: 'This address has already signed',
    letter,
    body: [
      'If you pressed the button twice, there is nothing to do.',
      'This address was given to sign an open letter that it has signed already:',
      { letter },
      'One address counts once, so nothing was added and nothing has changed.',
      ...manageLink(link, linkEnds, site),
      { heading: 'A colleague who shares this mailbox?' },
      [
        'The link above is for the person who signed. Anybody else signs on the letter’s page, ',
        ...(letter.unlisted ? [] : [{ to: site.origin + paths.letter(letter.slug) }]),
        ' with an address of their own: a private address counts just the same.',
      ],
    ],
    because: 'You get this mail because this address was given to sign the letter above.',
  })
}
