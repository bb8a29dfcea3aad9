import type { Because } from '../../cases/objections'
import type { Edition, Letter } from '../../letters/letter'
import type { SignedText } from '../../letters/signed-text'
import type { MailboxClaim } from '../../mailbox-claims/claim'
import { isOpen, publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import type { FormState } from '../ui/form-state'
import type { FormSchools } from '../ui/school-field'
import { SignatureLine } from '../ui/signature-line'
import { BehindRole } from './behind-role'
import { CorrectForm, ShowOrHide } from './correct-form'
import { HeldData, type HeldSignature } from './held-data'
import { ManageComment } from './manage-comment'
import { Leave } from './manage-leave'
import { Standing } from './manage-standing'
import { Moving } from './moving'
import { Objecting } from './objecting'
import { Outcome } from './outcome'
import { Receipt } from './receipt'
import { SignAgain } from './sign-again'
import { SlimPage } from './slim-page'
import { TextChanged } from './text-changed'

type ManagePageProps = {
  letter: Letter
  /** The letter's newest, for whoever signs again. */
  edition: Edition
  schools: FormSchools
  signature: HeldSignature
  /** The words that the signature stands behind. */
  signedText: SignedText | null
  token: string
  form: FormState
  /** Of schools at which another mailbox may raise what stands behind the role. */
  domains: string[]
  /** The school mailboxes that were asked and have not answered. */
  claims: MailboxClaim[]
  /** The case that decided about it, if one did. */
  because: Because | null
  now: Date
  done?: Done
  /** The edition that "sign again" was pressed under, if it is no longer the newest. */
  changedFrom?: Edition
}

/** What a press on this page came to. */
export type Done =
  | 'corrected'
  | 'moved'
  | 'withdrawn'
  | 'declined'
  | 'signed-again'
  | 'commented'
  | 'uncommented'
  | 'mailbox-asked'
  | 'objected'
  | 'unchanged'

const DONE: Record<Done, [outcome: string, news: string]> = {
  corrected: ['Saved', 'Your changes are saved. The public list follows within seconds.'],
  moved: ['Moved', 'You stand behind the newest words now, with the same number.'],
  withdrawn: ['Withdrawn', 'Your signature is withdrawn. The total does not count it.'],
  declined: ['Withdrawn', 'Your signature is withdrawn. It stays out of the total for good.'],
  'signed-again': ['Signed again', 'Your signature counts again.'],
  commented: ['Kept', 'Thank you. It is shown once somebody of the letter’s team has read it.'],
  uncommented: ['Taken back', 'What you wrote is deleted.'],
  'mailbox-asked': [
    'Asked',
    'If we may write to that mailbox, a link and a code are on their way to it. Open the link, or ' +
      'type the code below, under “What stands behind your role”.',
  ],
  objected: ['Sent', 'Thank you. Somebody of the letter’s team reads it, and answers here.'],
  unchanged: ['Nothing changed', 'Nothing was changed: what you sent is what is held.'],
}

/** One signer's own page: all that is held about them, and all that they can do about it. */
export function ManagePage(props: ManagePageProps) {
  const { letter, edition, signature, signedText, token, form, now, done, changedFrom } = props
  const { because } = props
  const slug = publicSlug(letter)
  const counted = signature.state === 'counted'
  const entered = signature.entry !== null
  const again = signature.state === 'withdrawn' && entered && isOpen(letter, now)
  const refused = Object.keys(form.problems).length > 0
  const [outcome, said] = done ? DONE[done] : []
  const isOff = signature.public && signature.offDisplay !== null
  const news = done === 'corrected' && isOff ? 'Your changes are saved.' : said
  return (
    <SlimPage title="Your signature" {...{ outcome, letter }} problems={form.problems}>
      {news && <Outcome>{news}</Outcome>}
      <Standing {...props} />
      {isSeen(signature) && <SignatureLine {...signature} />}
      <div class="row">
        {counted && !refused && <ShowOrHide {...props} />}
        {slug && <a href={paths.letter(slug)}>Go to the letter</a>}
      </div>
      {because && <Objecting {...props} because={because} />}
      {changedFrom && <TextChanged slug={slug} from={changedFrom} to={edition} />}
      {counted && signedText && <Moving {...{ letter, edition, signedText, token }} />}
      {again && <SignAgain {...props} />}
      {(counted || form.problems.comment) && <ManageComment {...props} />}
      {counted && letter.schools !== 'none' && <BehindRole {...props} />}
      {counted && <CorrectForm {...props} />}
      <section class="rule">
        <h2>What is held about you</h2>
        <HeldData letter={letter} signature={signature} claims={props.claims} />
        <p>
          <a href={paths.signatureData(token)}>Download it all</a> (JSON)
        </p>
        {slug && (
          <p>
            <a href={paths.privacy(slug)}>How long it is kept, and why</a> ·{' '}
            <a href={paths.dataComplaint(slug)}>Complain about how it is handled</a>
          </p>
        )}
      </section>
      {signature.entry !== null && (
        <Receipt slug={slug} link={paths.receipt(token)} entry={signature.entry} />
      )}
      <Leave {...props} />
      <div class="rule s soft">
        The link to this page works for a year. Keep it to yourself: whoever has it can do all that
        is offered here.
      </div>
    </SlimPage>
  )
}

/** Is there a way in which the signer appears, or did. */
function isSeen({ state, public: shown, entry }: HeldSignature) {
  return shown && entry !== null && (state === 'counted' || state === 'withdrawn')
}
