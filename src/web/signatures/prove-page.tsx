import { ACTION } from '../../gate/turnstile'
import type { Letter } from '../../letters/letter'
import { HiddenFields } from './hidden-fields'
import { SlimPage } from './slim-page'

/** Cloudflare’s Turnstile: it fills in the elements of its class. */
export const SCRIPT = 'https://challenges.cloudflare.com/turnstile/v0/api.js'

type ProvePageProps = {
  letter: Letter
  siteKey: string
  /** What was typed. */
  sealed: string
  action: string
}

/** A step between form and mail, for when too much comes in. Whoever can’t take it goes round it. */
export function ProvePage({ letter, siteKey, sealed, action }: ProvePageProps) {
  return (
    <SlimPage title="One more step before you sign" letter={letter}>
      <p>
        Unusually many signatures are coming in, from your network or for this letter. So we ask for
        a sign that you are a person. What you typed is kept in this page; nothing is stored yet.
      </p>
      <form method="post" action={action}>
        <HiddenFields values={{ sealed }} />
        <noscript>
          <p class="note">
            The check needs script, which is off in your browser. Go on without it.
          </p>
        </noscript>
        <div
          class="cf-turnstile mt"
          data-sitekey={siteKey}
          data-action={ACTION}
          data-language="en"
          data-size="compact"
          data-theme="auto"
          data-retry="auto"
          data-refresh-expired="auto"
          data-refresh-timeout="auto"
          data-feedback-enabled="false"
        ></div>
        <p class="mt">
          <button class="btn">Sign this letter</button>
        </p>
        <div class="rule">
          <h2>If no check appears, or you would rather not</h2>
          <p>Your signature is taken all the same. It may be looked at before it is counted.</p>
          <button class="btn alt" name="unproved" value="yes">
            Go on without this check
          </button>
        </div>
      </form>
      <p class="s soft rule">
        The check is Cloudflare’s, who also run this site’s servers. It sees your browser and your
        network address, and nothing of what you typed.
      </p>
      <script src={SCRIPT} async defer></script>
    </SlimPage>
  )
}
