import type { Letter } from '../../letters/letter'
import type { KeptNear } from '../../newsroom/kept-days'
import { paths } from '../../paths'
import { ProblemPage } from '../ui/problem-page'
import { dayInWords, OtherDays } from './other-days'

type DayNotKeptPageProps = { letter: Letter; day: string; near: KeptNear }

/** Of a day that was not kept; the nearest that were are a press away. */
export function DayNotKeptPage({ letter, day, near }: DayNotKeptPageProps) {
  return (
    <ProblemPage title="Nothing was kept on that day">
      <p>
        We have no signed numbers of “{letter.title}” for {dayInWords(day)}. They are kept once a
        day, in the small hours as a rule, from the first night after publication on; when a letter
        is closed for good, only where something has changed.
      </p>
      <OtherDays slug={letter.slug} day={day} near={near} />
      <p>
        <a href={paths.newsroom(letter.slug)}>The newest numbers</a>
      </p>
    </ProblemPage>
  )
}
