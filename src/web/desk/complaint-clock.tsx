import { daysLeft, type Complaint } from '../../complaints/complaint'
import { Time } from '../ui/time'

/** How long there is still to answer a complaint. */
export function ComplaintClock({
  complaint,
  now,
}: {
  complaint: Pick<Complaint, 'dueAt'>
  now: Date
}) {
  const left = daysLeft(complaint, now)
  const by = <Time at={complaint.dueAt} kind="day" />
  if (left <= 0) return <b>Overdue since {by}</b>
  return (
    <>
      {left === 1 ? '1 day left' : `${left} days left`}, until {by}
    </>
  )
}
