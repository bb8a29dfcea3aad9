import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { AskForLinks } from './ask-for-links'
import { SlimPage } from './slim-page'

/** The old link of a signature that has since left the count: neither yes nor no does anything. */
export function NoLongerCountedPage({ letter }: { letter: Letter }) {
  return (
    <SlimPage title="This signature is no longer counted" letter={letter}>
      <p>
        It was confirmed once, and has been withdrawn or removed since. This old link can’t bring it
        back, and nothing was changed.
      </p>
      <p>
        Ask for the link to your signature. It shows what happened. If you withdrew it and the
        letter is still open, you can sign again there; if it was removed, you read why, and can
        object.
      </p>
      <AskForLinks slug={publicSlug(letter)} button="Send me the link" />
    </SlimPage>
  )
}
