import type { Subscription } from '../../follow/unsubscribe'
import { paths } from '../../paths'
import { newsOf } from '../letters/follow-page'
import { LinkGonePage } from './link-gone-page'
import { SlimPage } from './slim-page'

type UnsubscribePageProps = { subscription: Subscription; token: string }

/** Opened from a mail: says what ends and what stays, and waits for the button. */
export function UnsubscribePage({ subscription, token }: UnsubscribePageProps) {
  const { followed } = subscription
  return (
    <SlimPage title="No more of this news?">
      <p>You get {newsOf(followed)} by mail. Press the button to end that.</p>
      <form method="post" action={paths.unsubscribe(token)}>
        <button class="btn" name="button" value="1">
          Unsubscribe
        </button>
      </form>
      <p class="mt s soft">
        {followed.of === 'host' ? STAYS_OF_HOST : STAYS_OF_LETTER} To see or erase what is held for
        your address, go to <a href={paths.myData()}>Your data</a>.
      </p>
    </SlimPage>
  )
}

/** No more is sent. The same whether that was so before or not. */
export function UnsubscribedPage() {
  return (
    <SlimPage title="You are unsubscribed">
      <p>No more of this news is sent to you. A mail that was on its way may still come.</p>
      <p>
        The address that was kept for it is deleted. If you signed the letter, your signature stands
        and counts as before.
      </p>
      <p class="row">
        <a href={paths.myData()}>What else is held for your address</a>
        <a href={paths.home()}>All open letters</a>
      </p>
    </SlimPage>
  )
}

/** A link that is not whole, or older than a year. */
export function UnsubscribeLinkGonePage({ refused }: { refused: 'expired' | 'broken' }) {
  return (
    <LinkGonePage
      refused={refused}
      gone="Such links work for a year. A newer mail has one that works."
    >
      <p>
        Or ask at <a href={paths.myData()}>Your data</a>: that mail has a link for all that your
        address gets or has signed.
      </p>
    </LinkGonePage>
  )
}

/** Nobody can say just now. The link goes on working. */
export function NotUnsubscribedYetPage({ token }: { token: string }) {
  return (
    <SlimPage title="We can’t tell yet">
      <p>The site could not finish this just now. Nothing is lost: press again in a minute.</p>
      <form method="post" action={paths.unsubscribe(token)}>
        <button class="btn" name="button" value="1">
          Unsubscribe
        </button>
      </form>
    </SlimPage>
  )
}

const STAYS_OF_LETTER =
  'That ends all news of this letter to your address, whether you signed it, follow it, or both, ' +
  'and deletes the address that was kept for it. A signature stands and counts as before: of its ' +
  'address only a keyed fingerprint stays. News of all letters of a host, if you follow one, goes on.'

const STAYS_OF_HOST =
  'That deletes the address that was kept for it. News of a letter that you signed, or that you ' +
  'follow by itself, goes on.'
