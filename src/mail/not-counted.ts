import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import { manageLink } from './manage-link'
import type { Content } from './message'

export type NotCounted = {
  mail: 'refused' | 'removed'
  letter: LetterInMail
  link: string
  linkEnds: number
  /** What everyone reads about it. */
  sentence: string
}

const OF = {
  refused: {
    subject: 'Your signature is not counted',
    begins: 'Your signature on this open letter was checked, and is not counted:',
    because:
      'You get this mail because a signature was confirmed with this address. It is the last one ' +
      'about that: the address is no longer kept.',
  },
  removed: {
    subject: 'Your signature is no longer counted',
    begins: 'Your signature on this open letter was checked, and is no longer counted:',
    because: 'You get this mail because this address is kept with your signature.',
  },
}

/** Tells a signer that a case left their signature out of the count, why, and how to object. */
export function notCounted(
  { mail, letter, link, linkEnds, sentence }: NotCounted,
  site: Site
): Content {
  const { subject, begins, because } = OF[mail]
  return frame(site, {
    subject,
    letter,
    body: [
      begins,
      { letter },
      'The reason, as everyone reads it:',
      oneLine(sentence),
      'Nothing about you is shown. It may concern many signatures at once, and mistakes happen. If ' +
        'it is really yours, open the link and say so in your own words. Somebody looks at it again, ' +
        'and the same page then shows what came of it.',
      ...manageLink(link, linkEnds, site, false),
    ],
    because,
  })
}
