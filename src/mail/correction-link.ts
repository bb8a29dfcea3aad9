import { signLink } from '../link'
import { paths } from '../paths'
import { ukMoment } from '../uk-time'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Asks whoever wants something corrected to confirm it. Nothing that was typed stands in it. */
export async function correctionLink(
  { id, title, worksUntil }: NoticeOf<'correction-link'>,
  site: Site,
  master: Uint8Array
): Promise<Content> {
  const token = await signLink(master, 'correction', id, worksUntil)
  return frame(site, {
    subject: 'Confirm your request for a correction',
    body: [
      `Somebody asked to correct how the recipient’s part in the open letter “${oneLine(title)}” is shown, and gave this address.`,
      'If that was you, open the link and press the button there. Until then nobody reads it:',
      { link: site.origin + paths.correctionLink(token), label: 'Confirm the request' },
      `The link works until ${ukMoment(worksUntil)}. If it wasn’t you, do nothing: the request and this address are then deleted.`,
    ],
    because: `You get this mail because somebody typed this address at ${site.name}.`,
  })
}
