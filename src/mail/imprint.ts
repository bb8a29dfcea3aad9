import { paths } from '../paths'
import type { LetterInMail } from './chosen'
import type { Piece, Site } from './frame'
import { inWords, oneLine } from './in-words'

/**
 * Who sends this; and who answers for the reader's data, and where to ask. No sign stands behind an
 * address: some mail programs would take it for a part of it.
 */
export function imprint({ name, origin }: Site, letter?: LetterInMail): Piece[][] {
  const myData = { to: origin + paths.myData() }
  const sender: Piece[] = [`Sent by ${name}, `, { to: origin }]
  if (!letter) return [sender, ['What we hold for you: ', myData]]

  const { name: controller, contact, address } = letter.controller
  const hosts = inWords(letter.hosts) || controller
  return [
    [...sender, oneLine(` on behalf of ${hosts}`)],
    [
      oneLine(`Who answers for how your data is used: ${controller}, ${address}, `),
      { to: contact },
      ...(letter.unlisted
        ? []
        : [
            ' – privacy notice: ',
            { to: origin + paths.privacy(letter.slug) },
            ' – complain about it: ',
            { to: origin + paths.dataComplaint(letter.slug) },
          ]),
      ' – what we hold for you: ',
      myData,
    ],
  ]
}
