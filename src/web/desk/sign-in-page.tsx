import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'
import { EmailField } from '../signatures/email-field'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { Outcome } from '../signatures/outcome'

type SignInPageProps = {
  next: string | null
  form?: FormState
  /** What has just come to pass. */
  said?: string
}

/** Asks for an address. There is no password to have or to lose. */
export function SignInPage({ next, form = EMPTY_FORM, said }: SignInPageProps) {
  return (
    <SlimPage title="Sign in to your desk" outcome={said} problems={form.problems}>
      {said && <Outcome>{said}</Outcome>}
      <p>
        The desk is where letters are written, launched and looked after. There is no password: we
        mail you a code. Is it your first time here? Then this makes your desk.
      </p>
      <AskForCode next={next} form={form} />
      <p class="rule">
        Did you sign a letter, and want to see or change that? You need no desk for it:{' '}
        <a href={paths.myData()}>ask for your links</a>.
      </p>
    </SlimPage>
  )
}

/** The form that asks for a code. */
export function AskForCode({ next, form = EMPTY_FORM }: Pick<SignInPageProps, 'next' | 'form'>) {
  return (
    <form class="mt" method="post" action={deskPaths.signIn()} novalidate>
      <HiddenFields values={next === null ? {} : { next }} />
      <EmailField form={form} />
      <button class="btn">Send me a code</button>
    </form>
  )
}
