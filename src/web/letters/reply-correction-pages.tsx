import type { CorrectionRequest } from '../../dealings/correction'
import type { Dealing } from '../../dealings/dealing'
import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { EmailField } from '../signatures/email-field'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'
import { TextAreaField, TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { replyInWords } from './dealing-words'
import { Trap } from './sign-form'

type CorrectionPageProps = { letter: Letter; dealing: Dealing }

/** Where a recipient says what is shown wrongly. */
export function CorrectionPage({
  letter,
  dealing,
  form,
}: CorrectionPageProps & { form: FormState }) {
  const { problems } = form
  const field = fieldsOf(form)
  return (
    <SlimPage title="Ask for a correction" letter={letter} problems={problems}>
      <p>
        For the recipient of this letter, about{' '}
        <a href={paths.reply(letter.slug, dealing.number)}>{replyInWords(dealing)}</a>. If you
        confirm from the recipient’s own mail domain, your request stands in the letter’s timeline
        at once; otherwise the letter’s team decides. What came of it is shown there, too.
      </p>
      <form method="post" action={paths.replyCorrection(letter.slug, dealing.number)} novalidate>
        <TextAreaField
          {...field('words')}
          label="What is shown wrongly, and how it should be"
          hint="At most 2,000 characters. Everyone will read it, in your words."
          rows={8}
        />
        <TextField
          {...field('name')}
          label="Your name"
          hint="Shown with your request."
          autocomplete="name"
        />
        <TextField
          {...field('role')}
          label="Your role (optional)"
          hint="Shown after your name."
          autocomplete="organization-title"
        />
        <EmailField
          form={form}
          hint="Of it only the part behind the @ is shown. The address is deleted once your request is settled."
        />
        <Trap />
        <button class="btn">Send the request</button>
      </form>
    </SlimPage>
  )
}

/** What happens next. The same whatever was typed. */
export function CorrectionSentPage({ letter, dealing }: CorrectionPageProps) {
  return (
    <SlimPage title="Check your email" letter={letter}>
      <p>
        We are mailing you a link. Nobody reads your request until you have opened it and pressed
        the button there. What is not confirmed within 7 days is deleted.
      </p>
      <p>
        No mail after two minutes? Look in junk. We write to one address a few times a day only.
      </p>
      <p>
        <a href={paths.reply(letter.slug, dealing.number)}>Back to what is shown</a>
      </p>
    </SlimPage>
  )
}

type RequestProps = { letter: Letter; request: CorrectionRequest }

/** Opened from the mail: says what was written, and waits for a press. */
export function CorrectionConfirmPage({
  letter,
  request,
  token,
}: RequestProps & { token: string }) {
  return (
    <SlimPage title="Is this your request?" letter={letter}>
      <p>
        From {request.name}, at {request.domain}:
      </p>
      <blockquote class="say lines">{request.words}</blockquote>
      <form method="post" action={paths.correctionConfirmation()}>
        <HiddenFields values={{ t: token }} />
        <button class="btn">Yes, send it with my name</button>
      </form>
      <p class="mt s soft">
        Not yours? Close this page. The request is then deleted, and nobody reads it.
      </p>
    </SlimPage>
  )
}

/** What becomes of a request from now on. Safe to reload. */
export function CorrectionStandsPage({ letter, request }: RequestProps) {
  const { state, settledAt, dealing } = request
  const isOpen = state === 'open'
  return (
    <SlimPage
      title={isOpen ? 'Your request is with the letter’s team' : 'Your request is taken up'}
      letter={letter}
    >
      {state === 'entered' && settledAt === null && (
        <p>It stands in the letter’s timeline. We mail you when the team says what comes of it.</p>
      )}
      {isOpen && (
        <p>
          It did not come from the mail domain that the team gave for the recipient, so the team
          decides whether to show it. We mail you then.
        </p>
      )}
      {settledAt !== null && <p>It is settled, and your address is deleted here.</p>}
      <p>
        <a href={paths.reply(letter.slug, dealing)}>What is shown now</a>
      </p>
    </SlimPage>
  )
}
