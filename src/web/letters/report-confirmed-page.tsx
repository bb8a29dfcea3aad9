import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { Report } from '../../reports/report'
import { ukDay, ukWeekday } from '../../uk-time'
import { SlimPage } from '../signatures/slim-page'

type ReportConfirmedPageProps = {
  letter: Letter
  report: Pick<Report, 'state' | 'dueAt'>
  /** Is the name off the list until somebody decides. */
  isOff?: boolean
}

/** What becomes of a report from now on. Safe to reload. */
export function ReportConfirmedPage({ letter, report, isOff }: ReportConfirmedPageProps) {
  const { state, dueAt } = report
  return (
    <SlimPage
      title={state === 'settled' ? 'This report is decided' : 'Your report is with the team'}
      letter={letter}
    >
      {state === 'settled' || dueAt === null ? (
        <p>We mailed you what was decided, and deleted your address and what you wrote.</p>
      ) : (
        <>
          {isOff && (
            <p>
              Your address is at the signer’s own domain, or at the school’s, so the name is off the
              list now. The number of signatures stays as it is.
            </p>
          )}
          <p>
            Somebody of the letter’s team looks at it by the end of{' '}
            <b>
              {ukWeekday(dueAt)}, {ukDay(dueAt)}
            </b>
            , UK time. We then mail you what was decided, and delete your address and what you
            wrote.
          </p>
        </>
      )}
      <p>
        <a href={paths.letter(letter.slug)}>Go to the letter</a>
      </p>
    </SlimPage>
  )
}
