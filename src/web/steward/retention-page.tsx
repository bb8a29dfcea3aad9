import { deskPaths } from '../../desk-paths'
import { daysAfter } from '../../retention/days'
import type { EndlessLetter } from '../../retention/endless'
import { isDue, type PlannedLetter } from '../../retention/plan'
import { HORIZONS, type Ahead, type Gone } from '../../retention/report'
import { ukDate } from '../../uk-time'
import { CLOCK_WORDS, GoneData } from '../desk/gone-data'
import { DeskPage } from '../desk/desk-page'
import { PlannedInWords } from '../desk/planned-in-words'
import { dayInWords } from '../newsroom/other-days'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { EndlessList } from './endless-list'

type RetentionPageProps = {
  planned: PlannedLetter[]
  endless: EndlessLetter[]
  ahead: Ahead[]
  gone: Gone[]
  now: Date
}

/** What goes because its time is over: tonight, and within ninety days. What it lists is what goes. */
export function StewardRetentionPage(props: RetentionPageProps) {
  const { planned, endless, ahead, gone, now } = props
  const tonight = planned.filter((one) => isDue(one, now) || one.begunAt !== null)
  const later = planned.filter((one) => !tonight.includes(one))
  const month = daysAfter(ukDate(now), HORIZONS[1])
  const soon = later.filter(({ day }) => day <= month)
  const afterwards = later.filter(({ day }) => day > month)
  return (
    <DeskPage title="What is deleted, and when" over="For stewards">
      <p class="row">
        <a href={deskPaths.steward()}>The site</a>
        <a href={deskPaths.stewardComplaints()}>Data complaints</a>
      </p>
      <p class="short">
        Each night at 03:17 UTC the data of signers is deleted whose letter closed long enough ago,
        by this very list.
      </p>
      <Section id="tonight" title="Tonight">
        {tonight.length > 0 ? (
          <Letters letters={tonight} now={now} />
        ) : (
          <p>Of no letter tonight.</p>
        )}
      </Section>
      <Section id="soon" title="In the next 30 days">
        {soon.length > 0 ? (
          <Letters letters={soon} now={now} />
        ) : (
          <p>Of no other letter within 30 days.</p>
        )}
      </Section>
      <Section id="afterwards" title="In the next 90 days">
        {afterwards.length > 0 ? (
          <Letters letters={afterwards} now={now} />
        ) : (
          <p>Of no other letter within 90 days.</p>
        )}
      </Section>
      <Section id="endless" title="Without an end">
        <EndlessList endless={endless} />
      </Section>
      <Section id="others" title="By their own clocks">
        <Clocks ahead={ahead} />
      </Section>
      <Section id="gone" title="Deleted lately">
        {gone.length > 0 ? <GoneData gone={gone} /> : <p>Nothing so far.</p>}
      </Section>
    </DeskPage>
  )
}

function Letters({ letters, now }: { letters: PlannedLetter[]; now: Date }) {
  return (
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">Letter</th>
          <th scope="col">On</th>
          <th scope="col" class="num">
            Signatures
          </th>
        </tr>
      </thead>
      <tbody>
        {letters.map((one) => (
          <tr>
            <th scope="row">
              <a href={deskPaths.stewardLetter(one.letterId)}>{one.title}</a>
              <span class="s soft blk">
                <PlannedInWords one={one} now={now} />
              </span>
            </th>
            <td data-l="On">{dayInWords(one.day)}</td>
            <td class="num" data-l="Signatures">
              {formatNumber(one.counted)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Clocks({ ahead }: { ahead: Ahead[] }) {
  return (
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">What</th>
          {HORIZONS.map((days) => (
            <th scope="col" class="num">
              {withinInWords(days)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ahead.map(({ clock, within }) => (
          <tr>
            <th scope="row">
              {CLOCK_WORDS[clock.what]?.title}
              <span class="s soft blk">{CLOCK_WORDS[clock.what]?.why}</span>
            </th>
            {within.map(({ days, n }) => (
              <td class="num" data-l={withinInWords(days)}>
                {formatNumber(n)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function withinInWords(days: number): string {
  return days === 0 ? 'Tonight' : `${days} days`
}
