import { deskPaths } from '../../desk-paths'
import { EVERY_LETTER, type NotableList as List } from '../../notable/list'
import { DeskPage } from '../desk/desk-page'
import { NotableList } from '../desk/notable-list'
import { NOTABLE_DONE } from '../desk/notable-page'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import type { FormState } from '../ui/form-state'

type StewardNotablePageProps = { list: List; form: FormState; done?: string }

/** The names that on no letter are shown before their owners were asked. */
export function StewardNotablePage({ list, form, done }: StewardNotablePageProps) {
  const said = NOTABLE_DONE.get(done ?? '')
  const address = deskPaths.stewardNotable()
  return (
    <DeskPage
      title="Notable names"
      over="For stewards"
      error={Object.keys(form.problems).length > 0}
    >
      <ErrorSummary problems={form.problems} />
      {said && <Outcome>{said}</Outcome>}
      <p class="row">
        <a href={deskPaths.steward()}>The site</a>
      </p>
      <p class="short">
        On every letter, whoever signs under one of these names counts at once, and is shown once
        somebody of that letter’s team has asked the owner of the name. Teams add names of their
        own. Those who have signed already are compared within minutes.
      </p>
      <NotableList {...{ list, address, form }} letterId={EVERY_LETTER} />
    </DeskPage>
  )
}
