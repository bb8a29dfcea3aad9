import type { Doubt } from '../../desk/doubts'
import { deskPaths } from '../../desk-paths'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import type { FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { DoubtRow } from './doubt-row'

const DONE: Record<string, string> = {
  'in-order': 'Done. It stands among those looked at.',
  'look-again': 'Done. It is to be looked at again.',
}

type DoubtsPageProps = {
  at: AtLetter
  /** Are those listed that nobody has looked at. */
  open: boolean
  doubts: Doubt[]
  /** Where the next page begins, or null on the last. */
  next: number | null
  form: FormState
  /** What a press came to. */
  done?: string
}

/** What is odd about the schools of a letter's signers, for somebody to look at. */
export function DoubtsPage({ at, open, doubts, next, form, done }: DoubtsPageProps) {
  const said = done && DONE[done]
  const address = deskPaths.doubts(at.letter.id)
  const [list, title] = open ? ['', 'To look at'] : ['?list=looked-at', 'Looked at']
  return (
    <DeskPage title="Schools to check" at={at} error={Object.keys(form.problems).length > 0}>
      <ErrorSummary problems={form.problems} />
      {said && <Outcome>{said}</Outcome>}
      <p class="short">
        Two people may well share a name, and a school may have a new head before the register knows
        it. So all of these count, and nothing is held or taken off by itself.
      </p>
      <nav class="row" aria-label="Which ones">
        <a href={address} aria-current={open ? 'page' : undefined}>
          To look at
        </a>
        <a href={`${address}?list=looked-at`} aria-current={open ? undefined : 'page'}>
          Looked at
        </a>
      </nav>
      <Section id="doubts" title={title}>
        {doubts.length === 0 ? (
          <p>{open ? 'Nothing at the schools of signers needs a look.' : 'Nothing so far.'}</p>
        ) : (
          <ul class="plain rows">
            {doubts.map((doubt) => (
              <DoubtRow {...{ at, doubt, form }} />
            ))}
          </ul>
        )}
        {next !== null && (
          <p class="mt">
            <a href={`${address}${list}${list ? '&' : '?'}before=${next}`}>Earlier ones</a>
          </p>
        )}
      </Section>
    </DeskPage>
  )
}
