import { paths } from '../paths'
import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { manageLink } from './manage-link'
import type { Content } from './message'

export type NewEdition = {
  letter: LetterInMail
  link: string
  linkEnds: number
  edition: number
  /** The one that the signature stands behind. */
  signed: number
  reason: string | null
  isPublic: boolean
}

/** Tells a signer that the letter has other words now, and that theirs stay unless they say so. */
export function newEdition(mail: NewEdition, site: Site): Content {
  const { letter, link, linkEnds, edition, signed, reason, isPublic } = mail
  return frame(site, {
    subject: 'The letter you signed has new words',
    letter,
    body: [
      `The words of an open letter that you signed have changed. They are now edition ${edition}:`,
      { letter },
      ...(reason === null ? [] : [`Why they changed: ${reason}`]),
      `Your signature stays behind edition ${signed}, the words you read. It goes on counting, with ` +
        'the same number, and you need do nothing.',
      ...(isPublic
        ? [
            [
              'What changed, word by word: ',
              { to: `${site.origin}${paths.edition(letter.slug, edition)}#change` },
            ],
          ]
        : []),
      `If you want to stand behind the new words, open the link. It shows you what changed, and has ` +
        'one button to say yes.',
      ...manageLink(link, linkEnds, site),
      { heading: 'No more of these' },
      'On the same page, untick “Email me when there is news of this letter” and save. Your address ' +
        'is then deleted here.',
    ],
    because: 'You get this mail because you signed this letter and asked for news of it.',
  })
}
