import { numberOf } from '../../complaints/complaint'
import type { OpenComplaint } from '../../complaints/find'
import { deskPaths } from '../../desk-paths'
import { ComplaintClock } from '../desk/complaint-clock'
import { aboutOf } from '../desk/complaint-list-page'
import { DeskPage } from '../desk/desk-page'
import { Time } from '../ui/time'

/** Every complaint about data that waits for an answer, and whose it is to give. */
export function StewardComplaintsPage(props: { complaints: OpenComplaint[]; now: Date }) {
  const { complaints, now } = props
  return (
    <DeskPage title="Data complaints" over="For stewards">
      <p class="short">
        The owner of each letter answers, within thirty days. What was written only they read; you
        are told once an answer is late.
      </p>
      {complaints.length === 0 ? (
        <p>Nobody waits for an answer.</p>
      ) : (
        <ul class="plain rows">
          {complaints.map((one) => (
            <li>
              <b>{numberOf(one.id)}</b>: {aboutOf(one)}
              <span class="s soft blk">
                <a href={deskPaths.stewardLetter(one.letterId)}>{one.title}</a>,{' '}
                {one.owner ?? 'nobody at the desk'}. Came on <Time at={one.receivedAt} kind="day" />
                . <ComplaintClock complaint={one} now={now} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <p class="row mt">
        <a href={deskPaths.steward()}>The site</a>
        <a href={deskPaths.stewardRetention()}>What is deleted, and when</a>
      </p>
    </DeskPage>
  )
}
