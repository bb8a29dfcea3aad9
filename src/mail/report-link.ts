import { deskPaths } from '../desk-paths'
import { signLink } from '../link'
import { ukMoment } from '../uk-time'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Asks whoever reported a name to confirm it. Nothing that was typed stands in it but the address. */
export async function reportLink(
  { id, slug, title, worksUntil }: NoticeOf<'report-link'>,
  site: Site,
  master: Uint8Array
): Promise<Content> {
  const token = await signLink(master, 'report', id, worksUntil)
  return frame(site, {
    subject: 'Confirm your report of a name',
    body: [
      `Somebody reported that a name on the open letter “${oneLine(title)}” is wrong, and gave this address.`,
      'If that was you, open the link and press the button there. Until then nobody reads the report:',
      { link: site.origin + deskPaths.reportLink(slug, token), label: 'Confirm the report' },
      `The link works until ${ukMoment(worksUntil)}. If it wasn’t you, do nothing: the report and this address are then deleted.`,
    ],
    because: `You get this mail because somebody typed this address at ${site.name}.`,
  })
}
