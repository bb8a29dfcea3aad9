import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'

/** Opening a mailed link signs nobody in; mail scanners open them too. Pressing the button does. */
export function SignInLinkPage({ token, address }: { token: string; address: string }) {
  return (
    <SlimPage title="Sign in to your desk?">
      <p>
        You sign in as <b>{address}</b>, in this browser.
      </p>
      <form class="mt" method="post" action={deskPaths.signInByLink()}>
        <HiddenFields values={{ t: token }} />
        <button class="btn">Sign in</button>
      </form>
      <p class="s soft mt">If you did not ask for this, close the page: nothing happens then.</p>
    </SlimPage>
  )
}
