import type { Letter } from '../../letters/letter'
import { senderFor } from '../../mail/sender'
import { paths } from '../../paths'
import { CodeField } from '../ui/code-field'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { MailSlow } from '../ui/mail-slow'
import { Time } from '../ui/time'
import { NotCome } from './not-come'
import { Outcome } from './outcome'
import { RightAddress } from './right-address'
import { SlimPage } from './slim-page'

type CheckYourEmailPageProps = {
  letter: Letter
  /** As typed, if this browser still remembers it. */
  address: string | null
  /** What the address may have been meant to be. */
  suggestion: string | null
  /** What was typed and agreed to beside the address, while it may be signed with another one. */
  typed: Record<string, string> | null
  /** Can the letter be signed now. */
  open: boolean
  /** Until when link and code can be used, as a sentence. */
  worksUntil: string
  /** Since when mail is slow, if it is. */
  mailSlowSince: number | null
  /** By when mail to that domain will have gone, if so many there sign that it waits. */
  mailWaitsUntil: number | null
  now: Date
  /** This site's own sender; mail about a letter goes out in its hosts' names as well. */
  mailFrom: string
  form?: FormState
  sentAgain?: boolean
}

const ASKED = 'Asked. If another mail is due, it leaves within a minute.'

/** What to do after signing. It reads the same whether or not the address had signed before. */
export function CheckYourEmailPage(props: CheckYourEmailPageProps) {
  const { letter, address, mailSlowSince, mailWaitsUntil, now, form, sentAgain } = props
  return (
    <SlimPage
      title="Check your email"
      outcome={sentAgain ? 'Asked' : undefined}
      letter={letter}
      problems={address === null ? {} : form?.problems}
    >
      {sentAgain && <Outcome>{mailSlowSince === null ? ASKED : 'Asked.'}</Outcome>}
      <MailSlow since={mailSlowSince} now={now} />
      {mailWaitsUntil !== null && (
        <p class="note">
          So many people at your mail domain are signing that mail there goes out bit by bit. Yours
          is stored, and should leave by <Time at={mailWaitsUntil} kind="moment" />.
        </p>
      )}
      {address === null ? <Forgotten letter={letter} /> : <Written {...props} address={address} />}
      <TheLink {...props} />
      <NotCome letter={letter} address={address} open={sentAgain} />
    </SlimPage>
  )
}

function Written(props: CheckYourEmailPageProps & { address: string }) {
  const { letter, address, suggestion, open, form = EMPTY_FORM } = props
  return (
    <>
      <p>
        We are writing to <b>{address}</b>. Your signature is not counted until you confirm it. If
        you have already signed, the mail says so.
      </p>
      {open && suggestion && <RightAddress {...props} />}
      <form class="mt" method="post" action={paths.code(letter.slug)} novalidate>
        <CodeField hint="It is how the mail’s subject begins." problem={form.problems['code']} />
        <button class="btn">Continue</button>
      </form>
      {open && !suggestion && <RightAddress {...props} />}
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

function TheLink({ letter, worksUntil, mailFrom }: CheckYourEmailPageProps) {
  return (
    <section class="rule">
      <h2>Or open the link in the mail</h2>
      <p>
        It does the same as the code, on any device. It opens a page where you see how you will
        appear, and choose. Opening it signs nothing, so a mail scanner can’t sign for you.
      </p>
      <p>{worksUntil}</p>
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
