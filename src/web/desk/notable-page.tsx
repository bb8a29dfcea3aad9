import type { CheckedName } from '../../desk/names'
import { deskPaths } from '../../desk-paths'
import type { Listed } from '../../notable/among'
import type { KeptCheck } from '../../notable/check'
import type { NotableList as List } from '../../notable/list'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import type { FormState } from '../ui/form-state'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { NotableList } from './notable-list'
import { Checks, Waiting } from './notable-waiting'

/** What a press came to, on this page and on that of stewards. */
export const NOTABLE_DONE = new Map([
  [
    'added',
    'Done. Whoever signs under these names counts, and is shown once their owner was asked.',
  ],
  ['known', 'All of them are on the list already.'],
  ['removed', 'Done. It is not on the list any more.'],
  ['checked', 'Done. The name is shown from now on.'],
])

type NotablePageProps = {
  at: AtLetter
  waiting: { names: CheckedName[]; next: number | null; listed: Listed[] }
  checks: KeptCheck[]
  list: List
  form: FormState
  /** What a press came to. */
  done?: string
}

/** Names that are not shown before their owners were asked: who waits for that, and the list. */
export function NotablePage({ at, waiting, checks, list, form, done }: NotablePageProps) {
  const said = NOTABLE_DONE.get(done ?? '')
  const { id } = at.letter
  return (
    <DeskPage title="Notable names" at={at} error={Object.keys(form.problems).length > 0}>
      <ErrorSummary problems={form.problems} />
      {said && <Outcome>{said}</Outcome>}
      <p class="short">
        Some people sign as a minister for a joke. A signature under a name that is listed here, or
        by the stewards for the whole site, counts at once like any other; its name is shown once
        somebody of the team has asked its owner. Only checkers see this page.
      </p>
      <Waiting at={at} {...waiting} form={form} />
      <Checks checks={checks} />
      <NotableList list={list} letterId={id} address={deskPaths.notable(id)} form={form} />
    </DeskPage>
  )
}
