import { deskPaths } from '../desk-paths'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Tells a steward that somebody wants to launch a first letter. */
export function approvalAsked(
  { address, name, letterId }: NoticeOf<'approval-asked'>,
  { name: siteName, origin }: Site
): Content {
  const who = name === null ? address : `${oneLine(name)} (${address})`
  return frame(
    { name: siteName, origin },
    {
      subject: 'Somebody asks to launch their first letter',
      body: [
        `${who} has written a letter at ${origin} and asks for approval to launch it. Once you allow it, this letter and later ones of theirs can be opened without asking.`,
        { link: origin + deskPaths.stewardLetter(letterId), label: 'Read the letter' },
        { link: origin + deskPaths.steward(), label: 'Allow or refuse' },
      ],
      because: 'You get this mail because this address is a steward’s.',
    }
  )
}
