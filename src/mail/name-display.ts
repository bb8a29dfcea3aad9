import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import { manageLink } from './manage-link'
import type { Content } from './message'

export type NameDisplay = {
  letter: LetterInMail
  link: string
  linkEnds: number
  /** Why the name is not shown; null: it is shown again. */
  because: string | null
}

/** Why the name of somebody widely known is not shown, in mail and on pages. */
export const WHY_NOTABLE =
  'Because it is the name of somebody widely known, we ask them first before we show it.'

/** Tells a signer that their name was taken off display and why, or that it is shown again. */
export function nameDisplay({ letter, link, linkEnds, because }: NameDisplay, site: Site): Content {
  const off = because !== null
  return frame(site, {
    subject: off ? 'Your name is not shown for now' : 'Your name is shown again',
    letter,
    body: [
      off
        ? 'Your name was taken off the list of signers of this open letter:'
        : 'Your name is on the list of signers of this open letter again:',
      { letter },
      ...(because ? ['The reason given:', oneLine(because)] : []),
      'Your signature counts as before, with the same number.',
      ...(off
        ? [
            [
              'If something in it is mistyped, open the link and correct it. If you think that this is wrong, write to ',
              { to: letter.controller.contact },
            ],
          ]
        : []),
      ...manageLink(link, linkEnds, site),
    ],
    because: 'You get this mail because this address is kept with your signature.',
  })
}
