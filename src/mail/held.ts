import { ukMoment } from '../uk-time'
import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { manageLink } from './manage-link'
import type { Content } from './message'

export type Held = {
  letter: LetterInMail
  link: string
  linkEnds: number
  /** When it counts by itself, unless somebody has to decide. */
  until: number
}

/** Tells a signer that their yes has arrived and is checked first, and what comes of that. */
export function held({ letter, link, linkEnds, until }: Held, site: Site): Content {
  return frame(site, {
    subject: 'Your signature is being checked',
    letter,
    body: [
      'Your yes to this open letter has arrived, and is safe. It is being checked before it counts:',
      { letter },
      'Some signatures are, so that the number stays one to rely on. It says nothing against you, ' +
        'and nothing is asked of you.',
      `It counts by itself at ${ukMoment(until)}, or sooner if somebody has looked at it. Only if ` +
        'they have to decide about several together can it take longer. You get mail once it counts, ' +
        'and also if it should not.',
      'Until then your name is not shown.',
      ['Questions? Write to ', { to: letter.controller.contact }],
      ...manageLink(link, linkEnds, site, false),
    ],
    because:
      'You get this mail because a signature was confirmed with this address. The address is kept, ' +
      'encrypted, at least until that is decided.',
  })
}
