import { AskForData } from './ask-for-data'
import { SlimPage } from './slim-page'

/** The answer to a button, opened anew without what was sent with it: phones restore tabs so. */
export function CantShowAgainPage() {
  return (
    <SlimPage title="This page can’t be shown twice">
      <p>
        It was the answer to a button you pressed. Opening it again has changed nothing, and what it
        said still holds: if you pressed “Yes” and were given a number, your signature counts.
      </p>
      <p>Ask for your link, and we mail you the way back to your signature.</p>
      <AskForData button="Send me the link" />
      <p class="mt s soft">
        Did you come here from a mail? Then its link was cut short: copy the whole of it, to its
        very end.
      </p>
    </SlimPage>
  )
}
