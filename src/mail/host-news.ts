import { deskPaths } from '../desk-paths'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Tells a letter's team that a host answered, left or was taken off. */
export function hostNews(
  { letterId, title, host: name, news }: NoticeOf<'host-news'>,
  site: Site
): Content {
  const host = oneLine(name)
  return frame(site, {
    subject: {
      confirmed: `${host} stands behind your letter`,
      declined: `${host} does not stand behind your letter`,
      left: `${host} no longer stands behind your letter`,
      'taken-off': `${host} is no longer a host of your letter`,
    }[news],
    body: [
      `This is about your letter “${oneLine(title)}”.`,
      {
        confirmed: `${host} has said yes. From now on everyone who reads the letter sees it among the hosts.`,
        declined: `${host} has said no. Nothing of this is public.`,
        left: `${host} has left. It is no longer among the hosts; a text that is frozen keeps it, and the letter says since when it has left.`,
        'taken-off': `The owner of the letter has taken ${host} off the hosts; a text that is frozen keeps it, and the letter says since when it has left.`,
      }[news],
      { link: site.origin + deskPaths.hosts(letterId), label: 'The hosts of the letter' },
    ],
    because: 'You get this mail because you are in the team of this letter.',
  })
}
