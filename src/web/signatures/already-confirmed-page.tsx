import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { AskForLinks } from './ask-for-links'
import { SlimPage } from './slim-page'

type AlreadyConfirmedPageProps = { letter: Letter; state: 'counted' | 'held' }

/** The link, or a no, of a signature whose signer has said yes. It names nobody. */
export function AlreadyConfirmedPage({ letter, state }: AlreadyConfirmedPageProps) {
  const counted = state === 'counted'
  return (
    <SlimPage title="This signature has already been confirmed" letter={letter}>
      <p>
        {counted
          ? 'You are counted. This link is used up; the mail “Your signature is counted” has the ' +
            'link to see or change your signature.'
          : 'It is being checked before it counts. This link is used up, and nothing more is ' +
            'needed from you.'}
      </p>
      <section class="rule">
        <h2>{counted ? 'Can’t find that mail?' : 'To see or change it'}</h2>
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
