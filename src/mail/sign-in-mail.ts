import { codeFor } from '../code'
import { tokenFor } from '../keys'
import { deskPaths } from '../desk-paths'
import { ukMoment } from '../uk-time'
import { frame, type Site } from './frame'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** The code and the link that sign somebody in, or the code alone that a destructive act asks for. */
export async function signInMail(
  { id, fresh, worksUntil }: NoticeOf<'sign-in'>,
  site: Site,
  master: Uint8Array
): Promise<Content> {
  const code = await codeFor(master, id, 'sign-in-code')
  const link = site.origin + deskPaths.signInLink(await tokenFor(master, 'sign-in-link', id))
  return frame(site, {
    subject: `${code} is your code for the desk`,
    body: [
      fresh
        ? 'Somebody who is signed in at your desk wants to do something that can’t be taken back, or that lists people. If it is you, type this code into the page that asks for it:'
        : 'Type this code into the page that asks for it, and you are signed in at your desk:',
      { code },
      `It works once, until ${ukMoment(worksUntil)}.`,
      ...(fresh
        ? []
        : [
            'Or open this link in the browser in which you asked to sign in, and press the button there:',
            { link, label: 'Sign in at the desk' },
          ]),
      'Was it not you? Then do nothing: without this mail nobody gets any further. Give the code to nobody; we never ask for it.',
    ],
    because: `You get this mail because somebody typed your address to sign in at ${site.name}.`,
  })
}
