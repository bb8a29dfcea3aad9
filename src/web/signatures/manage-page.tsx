import { isOpen, type Edition, type Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { FormState } from '../ui/form-state'
import { SignatureLine } from '../ui/signature-line'
import { CorrectForm, ShowOrHide } from './correct-form'
import { HeldData, type HeldSignature } from './held-data'
import { Leave } from './manage-leave'
import { Standing } from './manage-standing'
import { Outcome } from './outcome'
import { Receipt } from './receipt'
import { SignAgain } from './sign-again'
import { SlimPage } from './slim-page'
import { TextChanged } from './text-changed'

type ManagePageProps = {
  letter: Letter
  /** The letter's newest, for whoever signs again. */
  edition: Edition
  signature: HeldSignature
  token: string
  form: FormState
  now: Date
  done?: Done
  /** The edition that "sign again" was pressed under, if it is no longer the newest. */
  changedFrom?: Edition
}

/** What a press on this page came to. */
export type Done = 'corrected' | 'withdrawn' | 'declined' | 'signed-again' | 'unchanged'

const DONE: Record<Done, [outcome: string, news: string]> = {
  corrected: ['Saved', 'Your changes are saved. The public list follows within seconds.'],
  withdrawn: ['Withdrawn', 'Your signature is withdrawn. The total does not count it.'],
  declined: ['Withdrawn', 'Your signature is withdrawn. It stays out of the total for good.'],
  'signed-again': ['Signed again', 'Your signature counts again.'],
  unchanged: ['Nothing changed', 'Nothing was changed: what you sent is what is held.'],
}

/** One signer's own page: all that is held about them, and all that they can do about it. */
export function ManagePage(props: ManagePageProps) {
  const { letter, edition, signature, token, form, now, done, changedFrom } = props
  const counted = signature.state === 'counted'
  const entered = signature.entry !== null
  const again = signature.state === 'withdrawn' && entered && isOpen(letter, now)
  const refused = Object.keys(form.problems).length > 0
  const [outcome, news] = done ? DONE[done] : []
  return (
    <SlimPage title="Your signature" {...{ outcome, letter }} problems={form.problems}>
      {news && <Outcome>{news}</Outcome>}
      <Standing {...props} />
      {isSeen(signature) && <SignatureLine {...signature} />}
      <div class="row">
        {counted && !refused && <ShowOrHide {...props} />}
        <a href={paths.letter(letter.slug)}>Go to the letter</a>
      </div>
      {changedFrom && <TextChanged slug={letter.slug} from={changedFrom} to={edition} />}
      {again && <SignAgain {...props} />}
      {counted && <CorrectForm {...props} />}
      <section class="rule">
        <h2>What is held about you</h2>
        <HeldData letter={letter} signature={signature} />
        <p>
          <a href={paths.signatureData(token)}>Download it all</a> (JSON)
        </p>
      </section>
      {signature.entry !== null && (
        <Receipt slug={letter.slug} link={paths.receipt(token)} entry={signature.entry} />
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
