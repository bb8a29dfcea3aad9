import { whyOff } from '../../desk/names'
import type { ReportCase as Case } from '../../desk/report-cases'
import { deskPaths } from '../../desk-paths'
import type { Letter } from '../../letters/letter'
import { WRONG, type Wrong } from '../../reports/report'
import { ukDay, ukWeekday } from '../../uk-time'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { Time } from '../ui/time'
import { NameLine, WhyFields, WhyOff, type NamesForm } from './name-choices'
import { sentAs } from './name-form'

type ReportCaseProps = { letter: Letter; one: Case; form: NamesForm; now: Date }

/** All that was said of one name, until when to decide, and the decision. */
export function ReportCase({ letter, one, form, now }: ReportCaseProps) {
  const { name, reports } = one
  const [first] = reports
  if (!first) return null
  const dueAt = Math.min(...reports.map((report) => report.dueAt))
  return (
    <li>
      <div>
        <p class="s">
          <b>{dueAt < now.getTime() ? 'Overdue: was to be decided' : 'Decide'}</b> by the end of{' '}
          {ukWeekday(dueAt)}, {ukDay(dueAt)}, UK time
        </p>
        {name ? (
          <div class="fld">
            <NameLine letter={letter} name={name}>
              {whyOff(name) ? <WhyOff name={name} /> : <span class="hint">Shown</span>}
            </NameLine>
            <a
              class="s"
              href={`${deskPaths.newCase(letter.id)}?name=${encodeURIComponent(name.name)}`}
            >
              Should it not count? Make a case
            </a>
          </div>
        ) : (
          <p>
            Named in the report: <b>“{first.about}”</b>. Nobody is shown under exactly this name, or
            several are.{' '}
            <a href={`${deskPaths.names(letter.id)}?q=${encodeURIComponent(first.about)}#find`}>
              Look for it
            </a>
          </p>
        )}
        <ul>
          {reports.map((report) => (
            <li>
              {labelOf(report.what)}
              {report.fromSchool === 1 &&
                ' (from somebody at the signer’s own domain, or at the school’s)'}
              , <Time at={report.confirmedAt} kind="moment" />
              {report.words && <p class="lines say">{report.words}</p>}
            </li>
          ))}
        </ul>
        <Decision one={one} form={form} id={`case-${first.id}`} />
      </div>
    </li>
  )
}

/** Only the reports that stand above are decided: one that came since stays. */
function Decision({ one, form, id }: Pick<ReportCaseProps, 'one' | 'form'> & { id: string }) {
  const { name, reports } = one
  const isOff = name !== null && whyOff(name) !== null
  return (
    <form method="post" novalidate>
      <EnterChoosesNothing />
      <HiddenFields values={{ form: id, ...(name && { name: sentAs(name) }) }} />
      {reports.map((report) => (
        <HiddenFields values={{ report: report.id }} />
      ))}
      {name && <WhyFields form={form} id={id} />}
      <div class="acts">
        <button class="btn sm" name="act" value={name ? 'take-off' : 'settle-off'}>
          {name ? (isOff ? 'Keep it off display' : 'Take it off display') : 'The name is off now'}
        </button>
        <button class="btn alt sm" name="act" value={name ? 'show' : 'settle-stays'}>
          {name ? (isOff ? 'Show it again' : 'Leave it shown') : 'Nothing needs to change'}
        </button>
      </div>
    </form>
  )
}

function labelOf(what: Wrong): string {
  return WRONG.find(({ key }) => key === what)?.label ?? what
}
