import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'
import { CodeField } from '../ui/code-field'
import { Time } from '../ui/time'
import type { Asking } from './sign-in-cookie'

type SignInCodePageProps = {
  asking: Asking
  /** Until when the newest code works. */
  worksUntil: number
  mailFrom: string
  problem?: string
}

/** What to do after asking for a code. It reads the same for every address. */
export function SignInCodePage({ asking, worksUntil, mailFrom, problem }: SignInCodePageProps) {
  const { address, next } = asking
  return (
    <SlimPage title="Check your email" problems={problem ? { code: problem } : {}}>
      <p>
        We are writing to <b>{address}</b>. The code works once, in this browser, until{' '}
        <Time at={worksUntil} kind="clock" />.
      </p>
      <form class="mt" method="post" action={deskPaths.signInCode()} novalidate>
        <CodeField hint="It is how the newest mail’s subject begins." problem={problem} />
        <button class="btn">Sign in</button>
      </form>
      <section class="rule">
        <h2>Or open the link in the mail</h2>
        <p>
          It works in this browser alone. If your mail is on another device, type the code here.
        </p>
        <dl class="env s">
          <dt>From</dt>
          <dd>{mailFrom}</dd>
          <dt>Subject</dt>
          <dd>six digits, then “is your code for the desk”</dd>
        </dl>
      </section>
      <section class="rule">
        <h2>No mail?</h2>
        <p>
          Give it two minutes, then look in junk. We send one address at most six codes an hour.
        </p>
        <form class="row" method="post" action={deskPaths.signIn()}>
          <HiddenFields values={next === null ? { email: address } : { email: address, next }} />
          <button class="btn alt">Send a new code</button>
          <a href={deskPaths.signIn(next ?? undefined)}>Use another address</a>
        </form>
      </section>
    </SlimPage>
  )
}
