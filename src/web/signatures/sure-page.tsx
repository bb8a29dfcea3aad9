import type { Comment } from '../../comments/comment'
import type { Letter } from '../../letters/letter'
import { isOpen } from '../../letters/state'
import type { SignatureState } from '../../signatures/signature'
import { paths } from '../../paths'
import { formatNumber } from '../ui/number'
import { HiddenFields } from './hidden-fields'
import { signingAnew } from './manage-standing'
import { signingAgain } from './signing-again'
import { SlimPage } from './slim-page'

type SurePageProps = {
  letter: Letter
  token: string
  action: 'withdraw' | 'erase'
  state: SignatureState
  number: number | null
  comment: Comment | null
  now: Date
}

/** Says what is about to happen, and waits for a second press. */
export function SurePage({ token, action, ...props }: SurePageProps) {
  const { letter } = props
  const erase = action === 'erase'
  return (
    <SlimPage
      title={erase ? 'Erase everything we hold about you?' : 'Withdraw your signature?'}
      letter={letter}
    >
      {erase ? <Erasing {...props} /> : <Withdrawing {...props} />}
      <form class="mt" method="post" action={paths.signatureChange()}>
        <HiddenFields values={{ t: token, action, sure: 'yes' }} />
        <div class="choice">
          <button class="btn">{erase ? 'Yes, erase everything' : 'Yes, withdraw it'}</button>
          <a class="btn alt" href={paths.signature(token)}>
            No, go back
          </a>
        </div>
      </form>
    </SlimPage>
  )
}

type LeavingProps = Pick<SurePageProps, 'letter' | 'state' | 'number' | 'comment' | 'now'>

function Withdrawing(props: LeavingProps) {
  if (props.state === 'held') return <WithdrawingHeld {...props} />
  if (props.state === 'removed') return <WithdrawingRemoved {...props} />
  const { letter, number, comment, now } = props
  return (
    <ul>
      <li>The total goes down by one, and your name is no longer shown.</li>
      <li>
        The letter’s ledger records that a signature was withdrawn, without saying whose
        {number !== null && `. Number ${formatNumber(number)} is never given to anyone else`}.
      </li>
      <li>If you asked for news, that stops, and your address is deleted.</li>
      <Stays comment={comment} />
      <li>
        <SigningAgain {...{ letter, now }} />
      </li>
    </ul>
  )
}

function WithdrawingHeld({ letter, now }: LeavingProps) {
  return (
    <ul>
      <li>It is never counted, whatever the check comes to. It is not in the total now.</li>
      <li>The letter’s ledger records nothing: it does not know of your signature.</li>
      <li>Your address is deleted, and no news of the letter is sent to it.</li>
      <Stays />
      <li>{signingAnew(letter, now)}</li>
    </ul>
  )
}

function WithdrawingRemoved({ letter, number, comment, now }: LeavingProps) {
  return (
    <ul>
      <li>It is out of the total now, and stays out, even if its removal is taken back.</li>
      <li>
        The letter’s ledger records nothing more
        {number !== null && `. Number ${formatNumber(number)} is never given to anyone else`}.
      </li>
      <li>If you asked for news, that stops, and your address is deleted.</li>
      <Stays comment={comment} />
      <li>{signingAnew(letter, now)}</li>
    </ul>
  )
}

function Stays({ comment }: Partial<LeavingProps>) {
  return (
    <li>
      {comment && 'What you wrote about why you signed is deleted. '}What {comment && 'else '}you
      typed stays here, unseen. If you want that gone too, erase it instead.
    </li>
  )
}

function Erasing({ letter, number, now }: LeavingProps) {
  return (
    <>
      <ul>
        <li>
          If your signature counts, it is withdrawn, and the total goes down by one.
          {number !== null && ` Number ${formatNumber(number)} is never given to anyone else.`}
        </li>
        <li>
          Your name, role, school and country, why you signed if you said so, the fingerprints of
          your address, the address if you asked for news, and the secret number that ties you to
          the ledger are deleted.
        </li>
        <li>The letter’s ledger still adds up, and nothing in it leads to you any more.</li>
        <li>
          What you may have signed or follow elsewhere here, or signed for an organisation, stays:
          ask for its links at <a href={paths.myData()}>Your data</a>.
        </li>
        <li>Copies in our backups are gone within 30 days.</li>
      </ul>
      <p>
        <b>This can’t be undone.</b> <SigningAgain {...{ letter, now }} />
      </p>
    </>
  )
}

function SigningAgain({ letter, now }: Pick<SurePageProps, 'letter' | 'now'>) {
  const words = signingAgain(letter, now)
  return isOpen(letter, now) ? <>{words}</> : <b>{words}</b>
}
