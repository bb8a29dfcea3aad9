import type { OpenedCase, OpenedSigner } from '../../desk/opened-signers'
import { deskPaths } from '../../desk-paths'
import { assuranceLabel } from '../../register/assurance-words'
import { roleLabel, schoolLabel } from '../../signatures/signature'
import { Outcome } from '../signatures/outcome'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'

type OpenedSignerPageProps = {
  at: AtLetter
  one: OpenedCase
  /** Null: the case has ended, or the signature is counted no more. */
  signer: OpenedSigner | null
  /** Had somebody of the team opened this signer before. */
  already?: boolean
}

/** One signer whose name is not shown, while somebody looks into it. */
export function OpenedSignerPage({ at, one, signer, already }: OpenedSignerPageProps) {
  const here = deskPaths.openedSigner(at.letter.id, one.id)
  return (
    <DeskPage title={`Signatory number ${formatNumber(one.number)}`} at={at}>
      {already && <Outcome>Somebody of the team had opened this signer already.</Outcome>}
      <p>
        Opened by {one.by ?? 'somebody'} at <Time at={one.openedAt} kind="moment" />. The reason:
      </p>
      <p class="say">{one.reason}</p>
      {one.isOpen && signer && <Facts at={at} signer={signer} />}
      {one.isOpen && !signer && (
        <p>
          The signature counts no more: its signer withdrew or erased it, or it was removed. Who it
          was is not shown.
        </p>
      )}
      {one.isOpen ? (
        <form class="mt" method="post" action={here}>
          <p class="s soft">
            It closes by itself: <Time at={one.endsAt} kind="moment" />.
          </p>
          <button class="btn alt" name="action" value="close">
            Close it now
          </button>
        </form>
      ) : (
        <p>
          Ended: <Time at={one.endsAt} kind="moment" />. Who it is is shown no more.
        </p>
      )}
      <p class="mt">
        <a href={deskPaths.openedSigners(at.letter.id)}>All opened signers</a>
      </p>
    </DeskPage>
  )
}

function Facts({ at: { letter }, signer }: { at: AtLetter; signer: OpenedSigner }) {
  const facts: [string, unknown][] = [
    ['Name', signer.name],
    ['Role', roleLabel(letter, signer.role, signer.roleOther)],
    ['School or organisation', schoolLabel(letter, signer.role, signer.school) ?? 'Not given'],
    ['What stands behind the role', assuranceLabel(signer.assurance)],
    ['Confirmed', <Time at={signer.confirmedAt} kind="moment" />],
    ...(signer.shown ? [['Shown', 'By now everyone sees this name.'] as [string, string]] : []),
  ]
  return (
    <dl class="held">
      {facts.map(([term, fact]) => (
        <>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </>
      ))}
    </dl>
  )
}
