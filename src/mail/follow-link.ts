import { signLink } from '../link'
import { paths } from '../paths'
import { ukMoment } from '../uk-time'
import { unsubscribeToken } from '../unsubscribing'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

type FollowLink = NoticeOf<'follow-link'>

/** Asks whether somebody wants the news that their address was given for, or says that it comes already. */
export async function followLink(
  notice: FollowLink,
  site: Site,
  master: Uint8Array
): Promise<Content> {
  const { id, of, following, worksUntil } = notice
  const name = oneLine(notice.name)
  const what = of === 'letter' ? `the open letter “${name}”` : `the open letters of ${name}`
  const because = `You get this mail because somebody typed this address at ${site.name}.`
  if (following !== null) {
    const about = { who: 'follower' as const, id: following, updateId: null }
    const token = await unsubscribeToken(master, about, worksUntil)
    return frame(site, {
      subject: 'You get this news already',
      body: [
        `Somebody asked for news of ${what} with this address. It goes there already, so there is nothing to do.`,
        { link: site.origin + paths.unsubscribe(token), label: 'No more of this news' },
        `The link works until ${ukMoment(worksUntil)}.`,
      ],
      because,
    })
  }
  const token = await signLink(master, 'follow', id, worksUntil)
  return frame(site, {
    subject: 'Do you want this news by mail?',
    body: [
      `Somebody asked for news of ${what} with this address.`,
      'If that was you, open the link and press “Yes” there. Until then nothing is sent:',
      { link: site.origin + paths.followLink(token), label: 'Answer' },
      `The link works until ${ukMoment(worksUntil)}. If it wasn’t you, do nothing: the address is then deleted.`,
    ],
    because,
  })
}
