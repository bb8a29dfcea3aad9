import type { Letter } from '../../letters/letter'
import { AskForLinks } from './ask-for-links'
import { SlimPage } from './slim-page'

/** The link, or a no, of a signature whose signer has said yes. It names nobody. */
export function AlreadyConfirmedPage({ letter }: { letter: Letter }) {
  return (
    <SlimPage title="This signature has already been confirmed" letter={letter}>
      <p>
        Someone with this link pressed “Yes” before. The link has done its work, and neither “Yes”
        nor “No” changes anything any more.
      </p>
      <p>
        To see, correct, hide, withdraw or erase the signature, ask for the link that does it. It
        goes to the address that signed.
      </p>
      <AskForLinks slug={letter.slug} button="Send me the link" />
    </SlimPage>
  )
}
