import { ABOUT, numberOf, OUTCOMES, type Complaint } from '../../complaints/complaint'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { Outcome } from '../signatures/outcome'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { ComplaintClock } from './complaint-clock'
import { DeskPage } from './desk-page'

type ComplaintListPageProps = { at: AtLetter; complaints: Complaint[]; now: Date; done?: boolean }

/** What people complain of about data, and how long there is to answer. */
export function ComplaintListPage({ at, complaints, now, done }: ComplaintListPageProps) {
  const { letter } = at
  const open = complaints.filter(({ answeredAt }) => answeredAt === null)
  const answered = complaints.filter(({ answeredAt }) => answeredAt !== null)
  return (
    <DeskPage title="Data complaints" at={at}>
      {done && <Outcome>Answered. The mail is on its way.</Outcome>}
      <p class="short">
        {letter.controller.name} answers for signers’ data. Whoever complains about it with{' '}
        <a href={paths.dataComplaint(letter.slug)}>this form</a>, which the privacy notice links to,
        is promised an answer within thirty days. The law wants it without needless delay.
      </p>
      <Section id="open" title="To answer">
        {open.length === 0 ? (
          <p>Nobody waits for an answer.</p>
        ) : (
          <ul class="plain rows">
            {open.map((one) => (
              <li>
                <a href={deskPaths.complaint(letter.id, one.id)}>{numberOf(one.id)}</a>:{' '}
                {aboutOf(one)}
                <span class="s soft blk">
                  Came on <Time at={one.receivedAt} kind="day" />.{' '}
                  <ComplaintClock complaint={one} now={now} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {answered.length > 0 && (
        <Section id="answered" title="Answered">
          <ul class="plain rows">
            {answered.map((one) => (
              <li>
                <a href={deskPaths.complaint(letter.id, one.id)}>{numberOf(one.id)}</a>:{' '}
                {aboutOf(one)}
                <span class="s soft blk">
                  <Time at={one.answeredAt ?? 0} kind="day" />: {outcomeOf(one)}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </DeskPage>
  )
}

export function aboutOf({ about }: Pick<Complaint, 'about'>): string {
  return ABOUT.find(({ key }) => key === about)?.label ?? about
}

export function outcomeOf({ outcome }: Pick<Complaint, 'outcome'>): string {
  return OUTCOMES.find(({ key }) => key === outcome)?.label ?? ''
}
