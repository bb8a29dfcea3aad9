import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { AskForLinks } from './ask-for-links'
import { SlimPage } from './slim-page'

/** The link, or a no, of a signature that is counted. It names nobody. */
export function AlreadyConfirmedPage({ letter }: { letter: Letter }) {
  return (
    <SlimPage title="This signature has already been confirmed" letter={letter}>
      <p>
        You are counted. This link is used up; the mail “Your signature is counted” has the link to
        see or change your signature.
      </p>
      <section class="rule">
        <h2>Can’t find that mail?</h2>
        <p>Ask for the link. It goes to the address that signed.</p>
        <AskForLinks slug={publicSlug(letter)} button="Send me the link" />
        <p class="mt">
          Not you? Somebody who reads this mailbox pressed “Yes”. Neither “Yes” nor “No” changes
          anything here now, but the link you ask for lets you withdraw or erase the signature.
        </p>
      </section>
    </SlimPage>
  )
}
