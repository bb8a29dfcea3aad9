import type { Account } from '../../desk/account'
import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'
import { CodeField } from '../ui/code-field'

type FreshPageProps = {
  account: Account
  /** Where to go on to once the code is given. */
  next: string
  /** Was a code asked for. */
  asked: boolean
  problem?: string
}

/** Asks for a code anew, before what can't be taken back. */
export function FreshPage({ account, next, asked, problem }: FreshPageProps) {
  return (
    <SlimPage
      title="A fresh code, please"
      problems={problem ? { [asked ? 'code' : 'form']: problem } : {}}
      desk
    >
      <p>
        What you are about to do can’t be taken back, or lists people. So we make sure that it is
        you, by a code to <b>{account.address}</b>. After it you are asked no more for ten minutes,
        in this browser.
      </p>
      {asked && (
        <form class="mt" method="post" action={deskPaths.freshCode()} novalidate>
          <HiddenFields values={{ next, action: 'enter' }} />
          <CodeField hint="It is how the newest mail’s subject begins." problem={problem} />
          <button class="btn">Go on</button>
        </form>
      )}
      <form class="mt" method="post" action={deskPaths.freshCode()}>
        <HiddenFields values={{ next, action: 'send' }} />
        <button class={asked ? 'btn alt' : 'btn'}>
          {asked ? 'Send a new code' : 'Send me a code'}
        </button>
      </form>
    </SlimPage>
  )
}
