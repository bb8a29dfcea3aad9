import { isUndo, standingOut } from '../../cases/case'
import type { CaseWithPeople } from '../../cases/find'
import type { Sampled } from '../../cases/sample'
import type { Objection } from '../../cases/settle-objection'
import { paths } from '../../paths'
import type { FormState } from '../ui/form-state'
import { formatNumber, signatures } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { CaseDecision } from './case-decision'
import { CaseFrame } from './case-frame'
import { CaseObjections } from './case-objections'
import type { AtCases } from './case-reach'
import { CaseSignatures } from './case-signatures'
import { CASE_STATES, noticedInWords } from './case-words'

type CasePageProps = {
  at: AtCases
  one: CaseWithPeople
  sample: Sampled[]
  objections: Objection[]
  form: FormState
  accountId: number
  needsTwo: boolean
  said?: string
}

/** One case: which signatures, why, what was done and what may be done now. */
export function CasePage(props: CasePageProps) {
  const { at, one, sample, objections, form, said } = props
  const { letter } = at
  const isDecided = DECIDED.has(one.state)
  const which = <CaseSignatures {...{ letter, one, sample }} />
  return (
    <CaseFrame title={`A case about ${signatures(one.listed)}`} {...{ at, form, said }}>
      <p>
        It is <b>{CASE_STATES[one.state]}</b>. Opened by {one.opener ?? 'the site'},{' '}
        <Time at={one.openedAt} kind="moment" />.
        {one.decidedAt !== null && (
          <>
            {' '}
            Decided by {one.decider ?? 'somebody'}, <Time at={one.decidedAt} kind="moment" />
            {one.asker !== null && one.asker !== one.decider && `, whom ${one.asker} had asked`}.
          </>
        )}
      </p>
      {one.noticed && <p class="note">{noticedInWords(one.noticed)}</p>}
      {one.note && <p class="note">A note for the team: {one.note}</p>}
      {objections.length > 0 && (
        <Section id="objections" title="Objections">
          <CaseObjections {...{ at, one, objections, form }} />
        </Section>
      )}
      {!isDecided && which}
      <Section id="decision" title={isDecided ? 'What was decided' : 'Decide'}>
        {one.sentence && (
          <p>
            In public: “{one.sentence}”{' '}
            {isDecided && <a href={paths.corrections(letter.slug)}>The corrections</a>}
          </p>
        )}
        <Results one={one} />
        <CaseDecision {...props} />
      </Section>
      {isDecided && which}
    </CaseFrame>
  )
}

const DECIDED = new Set(['running', 'paused', 'done', 'cancelled', 'undoing', 'undone'])

function Results({ one }: { one: CaseWithPeople }) {
  if (!DECIDED.has(one.state)) return null
  const { removed = 0, refused = 0, left = 0, reinstated = 0 } = one.results
  const keptOut = one.results['kept-out'] ?? 0
  const isUndoing = isUndo(one) || one.state === 'undone'
  const open = isUndoing ? standingOut(one) : one.listed - removed - refused - left - reinstated
  const lines = [
    removed > 0 && `${formatNumber(removed)} removed from the total`,
    refused > 0 && `${formatNumber(refused)} refused that were being checked`,
    left > 0 && `${formatNumber(left)} left alone: withdrawn or erased before`,
    reinstated > 0 && `${formatNumber(reinstated)} counted again`,
    keptOut > 0 &&
      `${formatNumber(keptOut)} not counted again: erased, withdrawn, signed anew, or asked to say yes to newer words first`,
    one.endedAt === null && open > 0 && `${formatNumber(open)} still to come`,
  ].filter((line): line is string => typeof line === 'string')
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}
