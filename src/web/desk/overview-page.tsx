import type { Funnel } from '../../desk/funnel'
import type { Obstacle } from '../../desk/launching'
import type { Missing } from '../../desk/missing'
import { denied } from '../../desk/rights'
import type { ToDo } from '../../desk/to-do'
import { deskPaths } from '../../desk-paths'
import type { ListedEdition } from '../../letters/find-editions'
import { isPublic } from '../../letters/state'
import { paths } from '../../paths'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { DeskPage, titleOf } from './desk-page'
import { FunnelWords } from './funnel-words'
import { standingInWords } from './standing-in-words'
import { OverviewLinks } from './overview-links'
import { OverviewNumbers, type NumbersProps } from './overview-numbers'
import { StageMark } from './stage-mark'
import { ToDoList } from './to-do-list'
import { WhatIsMissing } from './what-is-missing'

type OverviewPageProps = NumbersProps & {
  funnel: Funnel
  editions: ListedEdition[]
  toDo: ToDo[]
  /** What stands between this member and an open letter. */
  obstacles: Obstacle[]
  /** What it can’t open without; nothing once it has. */
  missing: Missing[]
}

/** How a letter goes: its number, what waits, and the way to all else. */
export function OverviewPage(props: OverviewPageProps) {
  const { at, totals, funnel, editions, toDo, obstacles, missing } = props
  const { letter, stage } = at
  const numbers = letter.edition > 0
  return (
    <DeskPage
      title={titleOf(at)}
      over={
        <>
          <a href={deskPaths.home()}>Your desk</a> · <StageMark stage={stage} />
        </>
      }
      beside={<FirstThing at={at} />}
    >
      {toDo.length > 0 && (
        <Section id="to-do" title="To do">
          <ToDoList toDo={toDo} obstacles={obstacles} />
        </Section>
      )}
      <Section id="now" title="How it stands">
        {numbers && <OverviewNumbers {...props} />}
        <p class={numbers ? 'mt' : undefined}>
          {standingInWords({ letter, totals, now: totals.asOf }, stage)}
        </p>
        {letter.stopped !== null && letter.stoppedBecause && (
          <p class="note">
            <b>A steward of the site has stopped it.</b> {letter.stoppedBecause}
          </p>
        )}
      </Section>
      {stage === 'draft' && (
        <Section id="missing" title={missing.length > 0 ? 'Still missing' : 'What it needs'}>
          <WhatIsMissing letterId={letter.id} missing={missing} />
        </Section>
      )}
      {numbers && (
        <Section id="funnel" title="From form to count">
          <FunnelWords funnel={funnel} totals={totals} />
        </Section>
      )}
      {editions.length > 1 && (
        <Section id="editions" title="Editions">
          <Editions {...props} />
        </Section>
      )}
      <Section id="pages" title="All about it">
        <OverviewLinks at={at} />
      </Section>
    </DeskPage>
  )
}

/** What most who open this page want next. */
function FirstThing({ at: { letter, role, stage } }: Pick<OverviewPageProps, 'at'>) {
  const writes = stage === 'draft' && denied(role, stage, 'write-draft') === null
  if (writes) {
    return (
      <a class="btn alt" href={deskPaths.draft(letter.id)}>
        Go on writing
      </a>
    )
  }
  if (!isPublic(letter)) return null
  return (
    <a class="btn alt" href={paths.letter(letter.slug)}>
      See the letter
    </a>
  )
}

function Editions({ at: { letter }, editions }: OverviewPageProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Edition</th>
          <th scope="col">Frozen</th>
          <th scope="col" class="num">
            Stand behind it
          </th>
        </tr>
      </thead>
      <tbody>
        {editions.toReversed().map(({ number, frozenAt, spellingOnly, signed }) => (
          <tr>
            <th scope="row">
              <a href={paths.edition(letter.slug, number)}>Edition {number}</a>
              {spellingOnly && <span class="s soft blk">Spelling only</span>}
            </th>
            <td>
              <Time at={frozenAt} kind="day" />
            </td>
            <td class="num">{formatNumber(signed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
