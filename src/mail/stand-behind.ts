import { deskPaths } from '../desk-paths'
import { tokenFor } from '../keys'
import { ukMoment } from '../uk-time'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Asks a group whether it stands behind a letter. Whoever opens the link answers for the group. */
export async function standBehind(
  notice: NoticeOf<'stand-behind'>,
  site: Site,
  master: Uint8Array
): Promise<Content> {
  const { id, title, worksUntil, domain } = notice
  const [host, by] = [oneLine(notice.host), oneLine(notice.by)]
  const called = title
    ? `the open letter “${oneLine(title)}”`
    : 'an open letter that has no title yet'
  return frame(site, {
    subject: `Does ${host} stand behind an open letter?`,
    body: [
      `${by} asks whether ${host} stands behind ${called}.`,
      'Read it, and answer below it:',
      {
        link: site.origin + deskPaths.standBehind(await tokenFor(master, 'host-link', id)),
        label: 'Read the letter and answer',
      },
      `If you say yes, everyone who reads the letter sees “${host}, confirmed from ${domain}”. The same link lets you leave again whenever you want.`,
      `Whoever has the link answers for ${host}. If that isn’t you, forward this mail to somebody who may decide it.`,
      `You can answer until ${ukMoment(worksUntil)}. If nobody does, nothing is shown, and this address is deleted.`,
    ],
    because: `You get this mail because ${by} typed your address at ${site.name}.`,
  })
}
