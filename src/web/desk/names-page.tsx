import type { CheckedName } from '../../desk/names'
import type { ReportCase as Case } from '../../desk/report-cases'
import { deskPaths } from '../../desk-paths'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { Section } from '../ui/section'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { FindNames } from './find-names'
import { NameTicks, WhyFields, type NamesForm } from './name-choices'
import { sentAs } from './name-form'
import { ReportCase } from './report-case'

const DONE = {
  shown: 'Done. The names are shown from now on.',
  off: 'Done. The name is off display, still counts, and its signer reads why.',
  settled: 'Done. Whoever reported it is told.',
}

/** What a press on the page of names came to. */
export type NamesDone = keyof typeof DONE

type Page = { names: CheckedName[]; next: number | null }

type NamesPageProps = {
  at: AtLetter
  cases: Case[]
  looks: Page
  off: Page
  found: CheckedName[]
  query: string
  form: NamesForm
  done?: NamesDone
  now: Date
}

/** The names that somebody has to look at, and those that are off display. */
export function NamesPage(props: NamesPageProps) {
  const { at, cases, found, query, form, done, now } = props
  const said = done && (DONE[done] as string | undefined)
  const failed = Object.keys(form.problems).length > 0
  return (
    <DeskPage title="Names" at={at} error={failed}>
      <ErrorSummary problems={form.problems} />
      {said && !failed && <Outcome>{said}</Outcome>}
      <p class="short">
        Taking a name off display changes no number: its signature goes on counting, and its signer
        sees why on their own page. Nothing here can add, confirm or change a signature.
      </p>
      {cases.length > 0 && (
        <Section id="reported" title="Reported">
          <ul class="plain rows">
            {cases.map((one) => (
              <ReportCase letter={at.letter} one={one} form={form} now={now} />
            ))}
          </ul>
        </Section>
      )}
      {(at.letter.namesAfterLook || props.looks.names.length > 0) && <Looks {...props} />}
      <FindNames letter={at.letter} {...{ found, query, form }} />
      <Off {...props} />
    </DeskPage>
  )
}

function Looks({ at, looks: { names, next }, form }: NamesPageProps) {
  return (
    <Section id="look" title="Waiting for a look">
      {names.length === 0 ? (
        <p>No name waits. New ones are shown once somebody has looked at them here.</p>
      ) : (
        <form method="post" novalidate>
          <EnterChoosesNothing />
          <HiddenFields values={{ form: 'look' }} />
          {names.map((name) => (
            <HiddenFields values={{ listed: sentAs(name) }} />
          ))}
          <p>They count already. The oldest stand first.</p>
          <NameTicks letter={at.letter} names={names} form={form} id="look" />
          <div class="acts">
            <button class="btn sm" name="act" value="show">
              Show the names ticked
            </button>
            {names.length > 1 && (
              <button class="btn alt sm" name="act" value="show-listed">
                Show all {names.length} listed
              </button>
            )}
          </div>
          <h3>Don’t show</h3>
          <WhyFields form={form} id="look" />
          <button class="btn alt sm" name="act" value="take-off">
            Don’t show the names ticked
          </button>
        </form>
      )}
      {next !== null && (
        <p class="mt">
          <a href={`${deskPaths.names(at.letter.id)}?after=${next}#look`}>The next names</a>
        </p>
      )}
    </Section>
  )
}

function Off({ at, off: { names, next }, form }: NamesPageProps) {
  return (
    <Section id="off" title="Off display">
      {names.length === 0 ? (
        <p>No name is off display that its signer wants shown.</p>
      ) : (
        <form method="post" novalidate>
          <HiddenFields values={{ form: 'off' }} />
          <NameTicks letter={at.letter} names={names} form={form} id="off" />
          <button class="btn alt sm" name="act" value="show">
            Show the names ticked
          </button>
        </form>
      )}
      {next !== null && (
        <p class="mt">
          <a href={`${deskPaths.names(at.letter.id)}?before=${next}#off`}>Earlier ones</a>
        </p>
      )}
    </Section>
  )
}
