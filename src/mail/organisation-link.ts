import { signLink } from '../link'
import { paths } from '../paths'
import { ukMoment } from '../uk-time'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Asks whether an organisation signs. Of what was typed nothing stands in it but the address. */
export async function organisationLink(
  { id, title, worksUntil, until }: NoticeOf<'organisation-link'>,
  site: Site,
  master: Uint8Array
): Promise<Content> {
  const token = await signLink(master, 'organisation', id, until)
  return frame(site, {
    subject: 'Does your organisation sign an open letter?',
    body: [
      `Somebody asked to list an organisation behind the open letter “${oneLine(title)}”, and gave this address as one of its mailboxes.`,
      'Open the link to see what would be listed. Nothing is shown until you say yes there:',
      { link: site.origin + paths.organisationLink(token), label: 'See it, then say yes or no' },
      `You can answer until ${ukMoment(worksUntil)}. If it wasn’t you, press “No, this wasn’t me” there, or do nothing: it is then deleted.`,
      'Once it is listed, the same link lets you correct, withdraw or erase it. Whoever has the link can, so keep it.',
    ],
    because: `You get this mail because somebody typed this address at ${site.name}.`,
  })
}
