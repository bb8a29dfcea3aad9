import { deskPaths } from '../desk-paths'
import { frame, type Site } from './frame'
import type { Content } from './message'

/** Tells a steward that mail to one domain is more than its server should get at once, and waits. */
export function mailWaits({ domain }: { domain: string }, site: Site): Content {
  return frame(site, {
    subject: `Mail to ${domain} waits its turn`,
    body: [
      `So many people have typed addresses at ${domain} that the mails to them wait: a hundred go out in an hour. None is lost, and what has to wait goes by itself.`,
      'If many people at this domain are likely to sign, such as the staff of an authority, put it on the list of those you know: ten times as many go out then. If not, somebody may be making us write to people who never signed.',
      {
        link: site.origin + deskPaths.stewardAllowed(),
        label: 'Networks and domains that you know',
      },
    ],
    because: 'You get this mail because this address is a steward’s.',
  })
}
