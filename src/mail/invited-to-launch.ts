import { deskPaths } from '../desk-paths'
import { frame, type Site } from './frame'
import type { Content } from './message'

/** Tells somebody that a steward lets them launch letters. */
export function invitedToLaunch(site: Site): Content {
  return frame(site, {
    subject: 'You are invited to launch a letter',
    body: [
      `A steward of ${site.origin} invites you to write and launch open letters there. Sign in with this address; there is no password.`,
      { link: site.origin + deskPaths.signIn(deskPaths.newLetter()), label: 'Start a letter' },
      'Don’t you want to? Then do nothing: no more mail follows from this.',
    ],
    because: `You get this mail because a steward of ${site.origin} typed your address.`,
  })
}
