import type { ListedCase } from '../../cases/list'
import { deskPaths } from '../../desk-paths'
import { EMPTY_FORM } from '../ui/form-state'
import { formatNumber, signatures } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { CaseFrame } from './case-frame'
import type { AtCases } from './case-reach'
import { CASE_STATES, noticedInWords } from './case-words'

type CasesPageProps = {
  at: AtCases
  living: ListedCase[]
  ended: ListedCase[]
  /** Where the next page of the ended ones begins, or null on the last. */
  next: number | null
}

/** Every case about signatures of a letter: those that wait for somebody first. */
export function CasesPage({ at, living, ended, next }: CasesPageProps) {
  const { id } = at.letter
  return (
    <CaseFrame title="Cases" at={at} form={EMPTY_FORM}>
      <p class="short">
        A case is a decision about signatures that should not count. Nothing is removed by itself.
        What is decided stands among the public corrections, with its reason and the totals before
        and after.
      </p>
      <Section id="living" title="To decide">
        {living.length === 0 ? <p>None at the moment.</p> : <Rows id={id} cases={living} />}
      </Section>
      <Section id="ended" title="Ended">
        {ended.length === 0 ? <p>None so far.</p> : <Rows id={id} cases={ended} />}
        {next !== null && (
          <p class="mt">
            <a href={`${deskPaths.cases(id)}?before=${next}#ended`}>Earlier ones</a>
          </p>
        )}
      </Section>
    </CaseFrame>
  )
}

function Rows({ id, cases }: { id: number; cases: ListedCase[] }) {
  return (
    <ul class="plain rows">
      {cases.map((one) => (
        <li class="row">
          <div>
            <b>
              {signatures(one.listed)}, {CASE_STATES[one.state]}
            </b>
            <p class="s soft m0">
              {one.sentence ?? (one.noticed ? noticedInWords(one.noticed) : 'No words for it yet.')}{' '}
              Opened by {one.opener ?? 'the site'}, <Time at={one.openedAt} kind="moment" />.
              {one.objections > 0 && ` Objections to answer: ${formatNumber(one.objections)}.`}
            </p>
          </div>
          <a class="btn alt sm" href={deskPaths.case(id, one.id)}>
            See it<span class="vh">: {signatures(one.listed)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
