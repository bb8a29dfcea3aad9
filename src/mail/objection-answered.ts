import { signLink } from '../link'
import { paths } from '../paths'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import { manageLink } from './manage-link'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Tells a signer that their objection was looked at, and what the answer is. */
export async function objectionAnswered(
  notice: NoticeOf<'objection-answered'>,
  site: Site,
  master: Uint8Array
): Promise<Content> {
  const { signatureId, title, answer, worksUntil } = notice
  const token = await signLink(master, 'manage', signatureId, worksUntil)
  return frame(site, {
    subject: 'Your objection is answered',
    body: [
      `You objected to a decision about your signature of the open letter “${oneLine(title)}”. Somebody of its team has looked at it again. The signature stays out of the total. Their answer:`,
      oneLine(answer),
      ...manageLink(site.origin + paths.signature(token), worksUntil, site, false),
    ],
    because: 'You get this mail because you objected with the link to your signature.',
  })
}
