import { paths } from '../../paths'
import { AskForLinks } from './ask-for-links'
import { SlimPage } from './slim-page'

/** A link that was ours and is past its time, or whose signature is gone. */
export function LinkExpiredPage({ letterSlug }: { letterSlug?: string }) {
  return (
    <SlimPage title="This link no longer works">
      <p>
        Links in our mails stop working after a while, so that an old mail in the wrong hands does
        no harm.
      </p>
      <section class="rule">
        <h2>If you wanted to confirm your signature</h2>
        <p>
          You had 14 days. What you typed has been deleted and was never counted.{' '}
          <a href={letterSlug ? paths.signForm(letterSlug) : paths.home()}>
            {letterSlug ? 'Sign the letter again' : 'Find the letter and sign again'}
          </a>
          : it takes a minute.
        </p>
      </section>
      <section class="rule">
        <h2>If you wanted to see or change your signature</h2>
        {letterSlug ? (
          <>
            <p>A signature that counted still counts. We can mail you a new link to it.</p>
            <AskForLinks slug={letterSlug} button="Send me a new link" />
          </>
        ) : (
          <p>
            A signature that counted still counts. <a href={paths.myData()}>Ask for a new link</a>.
          </p>
        )}
      </section>
    </SlimPage>
  )
}
