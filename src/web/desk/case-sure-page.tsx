import { standingOut } from '../../cases/case'
import type { CaseAct } from '../../cases/decide'
import type { CaseWithPeople } from '../../cases/find'
import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'
import { formatNumber, signatures } from '../ui/number'
import type { AtCases } from './case-reach'
import { titleOf } from './desk-page'

/** Acts that are asked about once more. */
const SURE_ACTS = ['decide', 'approve', 'undo', 'cancel'] as const
export type SureAct = (typeof SURE_ACTS)[number]

/** Is it one of those. */
export function isSureAct(act: CaseAct): act is SureAct {
  return SURE_ACTS.some((one) => one === act)
}

type CaseSurePageProps = {
  at: AtCases
  one: CaseWithPeople
  act: SureAct
  /** What everyone will read. */
  sentence: string | null
  needsTwo: boolean
  /** Does the name of one of them stand in that sentence. */
  namesSomebody: boolean
  /** What was sent, to be sent once more. */
  values: Record<string, string>
}

/** Says what an act on a case will do, and waits for a second press. */
export function CaseSurePage(props: CaseSurePageProps) {
  const { at, one, act, sentence, needsTwo, namesSomebody, values } = props
  const { letter } = at
  const isUndo = act === 'undo' || (act === 'approve' && one.undoSentence !== null)
  const { act: _, sure: __, ...rest } = values
  const back = deskPaths.case(letter.id, one.id)
  return (
    <SlimPage title={TITLES[act]} letter={{ ...letter, title: titleOf(at) }} desk>
      <ul>
        {act === 'cancel' ? (
          <li>What was done by now stands. What is still to come is left as it is.</li>
        ) : (
          <>
            {needsTwo && act !== 'approve' && (
              <li>First a second person is asked. Nothing happens before their yes.</li>
            )}
            {isUndo ? (
              <li>
                {signatures(standingOut(one))} can count again. Whoever has erased, withdrawn or
                signed anew stays out.
              </li>
            ) : (
              <li>{outOf(one)}, as far as they still stand. Their signers can object.</li>
            )}
            <li>
              Everyone sees it among the corrections, with the totals before and after
              {sentence && <>, and this: “{sentence}”</>}
            </li>
            {!isUndo && one.summary.counted > 0 && (
              <li>The letter’s ledger keeps both the signatures and this decision, for good.</li>
            )}
          </>
        )}
      </ul>
      {namesSomebody && (
        <p class="note">
          <b>The name of one of the signers seems to stand in the sentence.</b> Everyone would read
          it. Go back and take it out, unless it must be there.
        </p>
      )}
      <form class="mt" method="post" action={back}>
        <HiddenFields values={{ ...rest, act }} />
        <div class="choice">
          <button class="btn" name="sure" value="yes">
            {act === 'cancel' ? 'Yes, stop it' : 'Yes, go on'}
          </button>
          <button class="btn alt" name="sure" value="no">
            No, go back
          </button>
        </div>
      </form>
    </SlimPage>
  )
}

const TITLES: Record<SureAct, string> = {
  decide: 'Take these out of the count?',
  approve: 'Do you agree?',
  undo: 'Undo this case?',
  cancel: 'Stop it for good?',
}

function outOf({ summary: { counted, held } }: CaseWithPeople): string {
  const parts = [
    counted > 0 && `${signatures(counted)} ${counted === 1 ? 'leaves' : 'leave'} the total`,
    held > 0 && `${formatNumber(held)} being checked ${held === 1 ? 'is' : 'are'} refused`,
  ]
  return parts.filter((one) => one !== false).join(', and ')
}
