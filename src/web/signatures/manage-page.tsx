import { isOpen, type Edition, type Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { FormState } from '../ui/form-state'
import { formatNumber } from '../ui/number'
import { SignatureLine } from '../ui/signature-line'
import { CorrectForm, ShowOrHide } from './correct-form'
import { HeldData, type HeldSignature } from './held-data'
import { HiddenFields } from './hidden-fields'
import { Outcome } from './outcome'
import { Receipt } from './receipt'
import { SignAgain } from './sign-again'
import { signingAgain } from './signing-again'
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
  corrected: ['Saved', 'Your changes are saved. The public list follows within seconds.'],
  withdrawn: ['Withdrawn', 'Your signature is withdrawn. The total no longer counts it.'],
  'signed-again': ['Signed again', 'Your signature counts again.'],
  unchanged: ['Nothing changed', 'Nothing was changed: what you sent is what is held.'],
} as const

/** One signer's own page: all that is held about them, and all that they can do about it. */
export function ManagePage(props: ManagePageProps) {
  const { letter, edition, signature, token, form, now, done, changedFrom } = props
  const counted = signature.state === 'counted'
  const again = signature.state === 'withdrawn' && isOpen(letter, now)
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
      {counted && (
        <Leave token={token} action="withdraw" heading="Withdraw" button="Withdraw my signature">
          The total goes down by one. {signingAgain(letter, now)}
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

function Standing({ letter, signature, now }: ManagePageProps) {
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
          {!isOpen(letter, now) && ` ${signingAgain(letter, now)}`}
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
