import { deskPaths } from '../desk-paths'
import { ukMoment } from '../uk-time'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Asks somebody to work on a letter. Its link leads to the desk; only the address opens it there. */
export function invitation(
  { title, role, may, by, worksUntil }: NoticeOf<'invitation'>,
  site: Site
): Content {
  const called = title
    ? `the open letter “${oneLine(title)}”`
    : 'an open letter that has no title yet'
  return frame(site, {
    subject: 'You are asked to work on an open letter',
    body: [
      `${oneLine(by)} asks you to work on ${called}, as ${role}.`,
      `What that is: ${may}`,
      'Sign in with this address, without a password, and say yes or no there:',
      {
        link: site.origin + deskPaths.signIn(deskPaths.invitations()),
        label: 'Look at the invitation',
      },
      `It stands until ${ukMoment(worksUntil)}. If you do nothing, nothing happens.`,
    ],
    because: `You get this mail because ${oneLine(by)} typed your address at ${site.name}.`,
  })
}
