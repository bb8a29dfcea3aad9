import type { LetterInMail, Standing } from './chosen'
import { frame, type Site } from './frame'
import { manageLink } from './manage-link'
import type { Content } from './message'
import { standingInWords } from './standing-in-words'

export type YourLinks = { letter: LetterInMail; link: string; linkEnds: number; state: Standing }

/** Gives somebody who asked for it the link to their signature. */
export function yourLinks({ letter, link, linkEnds, state }: YourLinks, site: Site): Content {
  return frame(site, {
    subject: 'Your link to see or change your signature',
    letter,
    body: [standingInWords[state], { letter }, ...manageLink(link, linkEnds, site)],
    because:
      'You get this mail because somebody asked for the link with this address. If that ' +
      'wasn’t you, there is nothing to do: only this mailbox has it.',
  })
}
