import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { AskForLinks } from './ask-for-links'
import { SlimPage } from './slim-page'

/** Another signature of this address counts. Whose, and with what number, is not said here. */
export function AddressAlreadySignedPage({ letter }: { letter: Letter }) {
  return (
    <SlimPage title="This address has already signed" letter={letter}>
      <p>Nothing was added. One address counts once, and its earlier signature stands as it was.</p>
      <section class="rule">
        <h2>If that was you</h2>
        <p>Ask for the link to your signature, to see, correct, hide or withdraw it.</p>
        <AskForLinks slug={publicSlug(letter)} button="Send me the link" />
      </section>
      <section class="rule">
        <h2>If someone else uses this mailbox too</h2>
        <p>Please sign with an address of your own. A private one counts just the same.</p>
      </section>
    </SlimPage>
  )
}
