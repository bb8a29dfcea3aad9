import { denied } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import { mayLengthen } from '../../retention/choose'
import { KEEP_MONTHS, MOST_MONTHS, monthsInWords } from '../../retention/periods'
import type { PlannedLetter } from '../../retention/plan'
import type { Gone } from '../../retention/report'
import { Outcome } from '../signatures/outcome'
import { dayInWords } from '../newsroom/other-days'
import { DataDeleted } from '../ui/data-deleted'
import { ErrorSummary } from '../ui/error-summary'
import { SelectField, TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { GoneData } from './gone-data'
import { PlannedInWords } from './planned-in-words'

type RetentionPageProps = {
  at: AtLetter
  planned: PlannedLetter | null
  gone: Gone[]
  form: FormState
  now: Date
  done?: boolean
}

/** How long the data of a letter's signers is kept, and when it goes. */
export function RetentionPage({ at, planned, gone, form, now, done }: RetentionPageProps) {
  const { letter, role, stage } = at
  const hasBegun = planned !== null && planned.begunAt !== null
  const isOver = letter.anonymisedAt !== null || hasBegun
  const may = !isOver && denied(role, stage, 'choose-retention') === null
  return (
    <DeskPage
      title="How long signers’ data is kept"
      at={at}
      error={Object.keys(form.problems).length > 0}
    >
      <ErrorSummary problems={form.problems} />
      {done && <Outcome>Saved. The privacy notice says so from now on.</Outcome>}
      <Section id="when" title="When it is deleted">
        <DataDeleted letter={letter} />
        {planned ? (
          <p>
            <b>On {dayInWords(planned.day)}</b> the data of {formatNumber(planned.counted)} counted
            signatures is deleted: <PlannedInWords one={planned} now={now} />
          </p>
        ) : (
          letter.anonymisedAt === null && (
            <p>
              {monthsInWords(letter.keepMonths)} after the letter closes. No day is set for that.
            </p>
          )
        )}
        {letter.anonymisedAt === null && (
          <p>
            Then names, addresses, schools and comments are deleted for good, with what was
            reported, noted or asked about signers, and whoever follows the letter. The total, its
            breakdowns and history, the ledger and what you published stay. Your team gets mail
            thirty days before.
          </p>
        )}
      </Section>
      {may && (
        <Section id="choose" title="Choose otherwise">
          <Choose {...{ at, form, now }} />
        </Section>
      )}
      {gone.length > 0 && (
        <Section id="gone" title="What was deleted">
          <GoneData gone={gone} />
        </Section>
      )}
    </DeskPage>
  )
}

function Choose({ at: { letter }, form, now }: Pick<RetentionPageProps, 'at' | 'form' | 'now'>) {
  const { values, problems } = form
  const most = mayLengthen(letter, now) ? MOST_MONTHS : letter.keepMonths
  const options = Array.from({ length: most }, (_, i) => ({
    key: String(i + 1),
    label: monthsInWords(i + 1),
  }))
  return (
    <form class="short" method="post" action={deskPaths.retention(letter.id)} novalidate>
      <SelectField
        name="months"
        label="Months after closing"
        hint={
          most === MOST_MONTHS
            ? `${KEEP_MONTHS} unless you choose otherwise. Once the letter has closed it can only get shorter.`
            : 'The letter has closed, so it can only get shorter.'
        }
        options={options}
        value={values['months'] ?? String(letter.keepMonths)}
        problem={problems['months']}
      />
      {most > KEEP_MONTHS && (
        <TextField
          name="because"
          label={`Why longer than ${KEEP_MONTHS} months, if so`}
          hint="A sentence for the privacy notice, such as “The committee answers next spring.”"
          value={values['because'] ?? letter.keepBecause ?? ''}
          problem={problems['because']}
        />
      )}
      <button class="btn alt">Save</button>
    </form>
  )
}
