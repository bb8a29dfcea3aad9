import { codeFor } from '../code'
import { signLink } from '../link'
import { paths } from '../paths'
import { ukMoment } from '../uk-time'
import { frame, type Site } from './frame'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/**
 * Asks at a school mailbox whether it is a signer's. Somebody else may read it, so that neither
 * signer nor letter is named; the code comes first in the subject, as in the mail that confirms.
 */
export async function schoolMailbox(
  { id, worksUntil }: NoticeOf<'school-mailbox'>,
  site: Site,
  master: Uint8Array
): Promise<Content> {
  const code = await codeFor(master, id, 'school-mailbox-code')
  const token = await signLink(master, 'school-mailbox', id, worksUntil)
  return frame(site, {
    subject: `${code} is your code to add this school mailbox`,
    body: [
      'Somebody who signed an open letter gave this address as their school mailbox. A yes from it ' +
        'shows that they have a mailbox at the school.',
      'Was that you? If the page of your signature is still open, type this code there:',
      { code },
      'Or open this link, on any device. Either way you are asked yes or no. Opening the link alone ' +
        'does nothing.',
      { link: site.origin + paths.schoolMailbox(token), label: 'See what is asked, and answer' },
      `The code and the link work until ${ukMoment(worksUntil)}. After a yes the address itself is not kept.`,
      { heading: 'Wasn’t you?' },
      'Give the code to nobody. Open the link and press “No, this wasn’t me”: the address is then ' +
        'deleted, and we don’t write to it about that signature again. Or ignore this mail: nothing ' +
        'happens, and the address is deleted once the link has stopped working.',
    ],
    because: 'You get this mail because somebody typed this address on the site below.',
  })
}
