import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { AskForLinks } from './ask-for-links'
import { BeingChecked } from './being-checked'
import { SlimPage } from './slim-page'

type BeingCheckedPageProps = {
  letter: Letter
  confirmedAt: number
  now: Date
  /** To the signature, for whoever has just said yes. */
  manageLink?: string
}

/** A yes has arrived and does not count yet. It names nobody, and is safe to reload. */
export function BeingCheckedPage({ letter, confirmedAt, now, manageLink }: BeingCheckedPageProps) {
  const { contact } = letter.controller
  return (
    <SlimPage title="Thank you. Your signature is being checked" letter={letter}>
      <BeingChecked {...{ confirmedAt, contact, now }} />
      <section class="rule">
        <h2>To see or change it</h2>
        {manageLink ? (
          <p>
            You can <a href={manageLink}>see, withdraw or erase your signature</a> at any time. The
            mail about it has the same link.
          </p>
        ) : (
          <>
            <p>Ask for the link. It goes to the address that signed.</p>
            <AskForLinks slug={publicSlug(letter)} button="Send me the link" />
            <p class="mt">
              Not you? Somebody who reads this mailbox pressed “Yes”. The link you ask for lets you
              withdraw or erase the signature.
            </p>
          </>
        )}
      </section>
    </SlimPage>
  )
}
