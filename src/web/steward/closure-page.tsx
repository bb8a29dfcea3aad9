import type { Member } from '../../desk/team'
import { deskPaths } from '../../desk-paths'
import type { Letter } from '../../letters/letter'
import type { Totals } from '../../newsroom/totals'
import { monthsInWords, NOTICE_DAYS } from '../../retention/periods'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'
import { formatNumber, signatures } from '../ui/number'

type ClosurePageProps = {
  letter: Letter
  team: Member[]
  totals: Totals
  /** Why it was not done. */
  problem?: string
}

/** What it means that a steward closes a letter, for a second press. */
export function ClosurePage({ letter, team, totals, problem }: ClosurePageProps) {
  const { id, state, stopped, stoppedBecause, keepMonths } = letter
  return (
    <SlimPage
      title="Close this letter?"
      letter={letter}
      problems={problem ? { form: problem } : {}}
      desk
    >
      <p>
        It is {stopped === 'paused' ? 'paused' : 'taken down'} with {signatures(totals.counted)},
        and everyone reads: “{stoppedBecause}” That stays so.
      </p>
      <ul>
        <li>
          {formatNumber(totals.awaiting)} who signed and have not confirmed no longer can. Nobody
          else can sign.
        </li>
        <li>
          A day from now, once nobody is being checked and no case is open, its ledger ends and its
          number is final.{' '}
          {state === 'gathering'
            ? 'It never opened, and nobody can open it any more.'
            : 'Until then its owner can reopen it, if it is not taken down; afterwards nobody can.'}
        </li>
        <li>
          {monthsInWords(keepMonths)} after today the data of its signers is deleted, and not before
          its team has known the day for {NOTICE_DAYS} days. The total and the ledger stay.
        </li>
        <li>
          {team.length > 0
            ? 'Its team is told by mail, at once.'
            : 'Nobody works on it at the desk, so nobody is told.'}
        </li>
      </ul>
      <form class="mt" method="post" action={deskPaths.stewardClosure(id)}>
        <HiddenFields values={{ was: stopped ?? '', sure: 'yes' }} />
        <div class="choice">
          <button class="btn">Yes, close it now</button>
          <a class="btn alt" href={deskPaths.stewardLetter(id)}>
            No, go back
          </a>
        </div>
      </form>
    </SlimPage>
  )
}
