import { isOpen, type Edition, type Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { FormState } from '../ui/form-state'
import { formatNumber } from '../ui/number'
import { SignatureLine } from '../ui/signature-line'
import { CorrectForm, ShowOrHide } from './correct-form'
import { HeldData, type HeldSignature } from './held-data'
import { HiddenFields } from './hidden-fields'
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
  done?: 'corrected' | 'withdrawn' | 'signed-again' | 'unchanged'
  /** The edition that "sign again" was pressed under, if it is no longer the newest. */
  changedFrom?: Edition
}

const DONE = {
  corrected: 'Your changes are saved. The public list follows within seconds.',
  withdrawn: 'Your signature is withdrawn. The total no longer counts it.',
  'signed-again': 'Your signature counts again.',
  unchanged: 'Nothing was changed: what you sent is what is held.',
}

/** One signer's own page: all that is held about them, and all that they can do about it. */
export function ManagePage(props: ManagePageProps) {
  const { letter, edition, signature, token, form, now, done, changedFrom } = props
  const counted = signature.state === 'counted'
  const again = signature.state === 'withdrawn' && isOpen(letter, now)
  const refused = Object.keys(form.problems).length > 0
  return (
    <SlimPage title="Your signature" letter={letter} problems={form.problems}>
      {done && (
        <p class="note" role="status">
          {DONE[done]}
        </p>
      )}
      <Standing signature={signature} />
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
      {counted && (
        <Leave token={token} action="withdraw" heading="Withdraw" button="Withdraw my signature">
          The total goes down by one. You can sign again while the letter is open.
        </Leave>
      )}
      <Leave token={token} action="erase" heading="Erase" button="Erase everything about me">
        All of the above is deleted for good{counted && ', and your signature no longer counts'}.
      </Leave>
      <div class="rule s soft">
        The link to this page works for a year. Keep it to yourself: whoever has it can do all that
        is offered here.
      </div>
    </SlimPage>
  )
}

function Standing({ signature }: Pick<ManagePageProps, 'signature'>) {
  const number = signature.number === null ? null : formatNumber(signature.number)
  switch (signature.state) {
    case 'counted':
      return (
        <p>
          You are counted as signatory number <b class="n">{number}</b>
          {signature.public
            ? ', and this is how you appear.'
            : ', and not named: nothing about you is shown.'}
        </p>
      )
    case 'held':
      return (
        <p>
          You have confirmed it, and it is being checked before it counts. Until then it is not in
          the total, and nothing about you is shown.
        </p>
      )
    case 'withdrawn':
      return (
        <p>
          You have withdrawn it. It is not in the total, and nothing about you is shown.
          {signature.public && ' This is how you appeared.'}
        </p>
      )
    case 'removed':
    case 'refused':
      return (
        <p>
          It was checked and does not count. It is not in the total, and nothing about you is shown.
        </p>
      )
    case 'pending':
    case 'disowned':
      return <p>It is not confirmed, so it is not in the total, and nothing about you is shown.</p>
  }
}

/** Is there a way in which the signer appears, or did. */
function isSeen({ state, public: shown }: HeldSignature) {
  return shown && (state === 'counted' || state === 'withdrawn')
}

type LeaveProps = {
  token: string
  action: 'withdraw' | 'erase'
  heading: string
  button: string
  children: unknown
}

/** One press shows what will happen; it takes a second to make it happen. */
function Leave({ token, action, heading, button, children }: LeaveProps) {
  return (
    <section class="rule">
      <h2>{heading}</h2>
      <p>{children}</p>
      <form method="post" action={paths.signatureChange()}>
        <HiddenFields values={{ t: token, action }} />
        <button class="btn alt">{button}</button>
      </form>
    </section>
  )
}
