import type { PropsWithChildren } from 'hono/jsx'
import { deskPaths } from '../../desk-paths'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import type { FormState } from '../ui/form-state'
import type { AtCases } from './case-reach'
import { DeskPage, titleOf } from './desk-page'

type CaseFrameProps = PropsWithChildren<{
  title: string
  at: AtCases
  form: FormState
  /** What a press came to. */
  said?: string
}>

/** A page about cases, for a letter’s team, or for a steward. */
export function CaseFrame({ title, at, form, said, children }: CaseFrameProps) {
  const up = at.asSteward ? (
    <a href={deskPaths.stewardLetter(at.letter.id)}>{titleOf(at)}</a>
  ) : undefined
  return (
    <DeskPage
      title={title}
      at={at.asSteward ? undefined : at}
      over={up}
      error={Object.keys(form.problems).length > 0}
    >
      <ErrorSummary problems={form.problems} />
      {said && <Outcome>{said}</Outcome>}
      <nav class="row noprint" aria-label="Cases">
        <a href={deskPaths.cases(at.letter.id)}>Cases</a>
        <a href={deskPaths.held(at.letter.id)}>Being checked</a>
        <a href={deskPaths.newCase(at.letter.id)}>Make a case</a>
      </nav>
      <div class="mt">{children}</div>
    </DeskPage>
  )
}
