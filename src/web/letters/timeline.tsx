import type { Letter } from '../../letters/letter'
import { HostNames } from '../ui/host-names'
import { Time } from '../ui/time'
import { closedSince } from '../../letters/letter'

/** What has happened to the letter, newest first. */
export function Timeline({ letter, now }: { letter: Letter; now: Date }) {
  const closed = closedSince(letter, now)
  return (
    <section class="pad" aria-labelledby="timeline-heading">
      <h2 id="timeline-heading">What has happened</h2>
      <ol class="tl" reversed>
        {closed !== null && (
          <li>
            <Time at={closed} kind="day" />
            <p>
              <b>Closed</b> to new signatures.
            </p>
          </li>
        )}
        {letter.openedAt !== null && (
          <li>
            <Time at={letter.openedAt} kind="day" />
            <p>
              <b>Published</b> by <HostNames hosts={letter.hosts} />.
            </p>
          </li>
        )}
      </ol>
    </section>
  )
}
