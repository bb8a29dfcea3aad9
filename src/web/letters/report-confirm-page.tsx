import { deskPaths } from '../../desk-paths'
import type { Letter } from '../../letters/letter'
import { WRONG, type Report } from '../../reports/report'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'

type ReportConfirmPageProps = { letter: Letter; report: Report; token: string }

/** Opened from the mail: says what was reported, and waits for a press. */
export function ReportConfirmPage({ letter, report, token }: ReportConfirmPageProps) {
  return (
    <SlimPage title="Is this your report?" letter={letter}>
      <dl class="env">
        <dt>Name</dt>
        <dd>{report.about}</dd>
        <dt>What is wrong</dt>
        <dd>{WRONG.find(({ key }) => key === report.what)?.label}</dd>
      </dl>
      <form method="post" action={deskPaths.reportConfirmation(letter.slug)}>
        <HiddenFields values={{ t: token }} />
        <button class="btn">Yes, send it to the letter’s team</button>
      </form>
      <p class="mt s soft">
        Not yours? Close this page. The report is then deleted, and nobody reads it.
      </p>
    </SlimPage>
  )
}
