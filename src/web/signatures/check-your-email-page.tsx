import type { Letter } from '../../letters/letter'
import { senderFor } from '../../mail/sender'
import { paths } from '../../paths'
import { TextField } from '../ui/field'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { Time } from '../ui/time'
import { NotCome } from './not-come'
import { SlimPage } from './slim-page'

type CheckYourEmailPageProps = {
  letter: Letter
  /** As typed, if this browser still remembers it. */
  address: string | null
  /** What the address may have been meant to be. */
  suggestion?: string | null
  /** This site's own sender; mail about a letter goes out in its hosts' names as well. */
  mailFrom: string
  form?: FormState
  sentAgain?: boolean
}

/** What to do after signing. It reads the same whether or not the address had signed before. */
export function CheckYourEmailPage({ form, sentAgain, ...props }: CheckYourEmailPageProps) {
  const { letter, address, mailFrom } = props
  return (
    <SlimPage
      title="Check your email"
      letter={letter}
      problems={address === null ? {} : form?.problems}
    >
      {sentAgain && <AskedAgain />}
      {address === null ? (
        <Forgotten letter={letter} />
      ) : (
        <Written {...props} address={address} form={form} />
      )}
      <TheLink letter={letter} mailFrom={mailFrom} />
      <NotCome letter={letter} address={address} />
    </SlimPage>
  )
}

function AskedAgain() {
  return (
    <p class="note" role="status">
      You have asked for it again. The next mail leaves a minute after the last one, at the
      earliest.
    </p>
  )
}

type WrittenProps = Pick<CheckYourEmailPageProps, 'letter' | 'suggestion' | 'form'> & {
  address: string
}

function Written({ letter, address, suggestion, form = EMPTY_FORM }: WrittenProps) {
  return (
    <>
      <p>
        We are writing to <b>{address}</b>. Your signature is not counted until you confirm it. If
        you have already signed, the mail says so.
      </p>
      {suggestion ? (
        <p class="note">
          Did you mean <b>{suggestion}</b>? Then{' '}
          <a href={paths.signForm(letter.slug)}>sign again with the right address</a>.
        </p>
      ) : (
        <p>
          Wrong address?{' '}
          <a href={paths.signForm(letter.slug)}>Go back and sign with the right one</a>.
        </p>
      )}
      <form class="mt" method="post" action={paths.code(letter.slug)} novalidate>
        <TextField
          name="code"
          label="Six-digit code"
          hint="It is how the mail’s subject begins."
          className="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={12}
          spellcheck={false}
          problem={form.problems['code']}
        />
        <button class="btn">Continue</button>
      </form>
    </>
  )
}

function Forgotten({ letter }: Pick<CheckYourEmailPageProps, 'letter'>) {
  return (
    <>
      <p>
        If you have just signed, a mail is on its way to the address you gave. Your signature is not
        counted until you confirm it.
      </p>
      <p>
        This browser no longer remembers which address that was: cookies may be off, or you signed
        on another device, or more than a day ago. So the code in the mail can’t be used here, but
        the link in it can.
      </p>
      <p>
        Not signed yet? <a href={paths.signForm(letter.slug)}>Go to the letter</a>.
      </p>
    </>
  )
}

function TheLink({ letter, mailFrom }: Pick<CheckYourEmailPageProps, 'letter' | 'mailFrom'>) {
  return (
    <section class="rule">
      <h2>Or open the link in the mail</h2>
      <p>
        It does the same as the code, on any device, for 14 days. It opens a page where you see how
        you will appear, and choose. Opening it signs nothing, so a mail scanner can’t sign for you.
      </p>
      {letter.closesAt !== null && (
        <p>
          This letter closes at <Time at={letter.closesAt} kind="moment" />. You can still confirm
          in the 24 hours after that.
        </p>
      )}
      <dl class="env s">
        <dt>From</dt>
        <dd>
          {senderFor(
            mailFrom,
            letter.hosts.map(({ name }) => name)
          )}
        </dd>
        <dt>Subject</dt>
        <dd>six digits, then “is your code to confirm your signature”</dd>
      </dl>
    </section>
  )
}
