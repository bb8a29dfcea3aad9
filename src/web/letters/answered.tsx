import type { Answered, AnsweredPoint } from '../../dealings/answered'
import type { Mark } from '../../dealings/dealing'
import type { Letter } from '../../letters/letter'
import { withNotes } from '../../letters/point-html'
import { paths } from '../../paths'
import { dayInWords } from './dealing-words'

/** How a mark reads, and how the strip draws it. */
export const MARK_WORDS: Record<Mark, string> = {
  addressed: 'Addressed',
  partly: 'Partly addressed',
  'not-addressed': 'Not addressed',
}

const DRAWN: Record<Mark, string> = { addressed: 'yes', partly: 'part', 'not-addressed': 'no' }

type AnsweredProps = { letter: Pick<Letter, 'slug'>; answered: Answered }

/** How far the recipient replied: the number, and each point with a link to it. */
export function AnsweredStrip({ letter, answered }: AnsweredProps) {
  const { points, newest } = answered
  return (
    <div class="replied">
      <p class="m0">
        <b>
          Replied to {answered.repliedTo} of {points.length} points
        </b>
        , as the hosts judge it.{' '}
        <a href={paths.reply(letter.slug, newest.number)}>The reply of {dayInWords(newest.day)}</a>
      </p>
      <ol class="twelve n plain">
        {points.map(({ anchor, label, marked }) => (
          <li class={marked ? DRAWN[marked.mark] : undefined}>
            <a href={`#${anchor}`}>
              <span class="vh">Point </span>
              {label}
              <span class="vh">: {marked ? MARK_WORDS[marked.mark] : 'Nothing said'}</span>
            </a>
          </li>
        ))}
      </ol>
      <p class="s soft m0">
        Solid: addressed. Heavy at the foot: partly. Dashed: not.
        {points.some(({ marked }) => marked === null) && ' Thin: nothing said.'}
      </p>
    </div>
  )
}

/** The words of an edition, with a line at each point that the recipient left open. */
export function withAnswers(
  html: string,
  letter: Pick<Letter, 'slug'>,
  answered: Answered
): string {
  const left = answered.points.flatMap(({ anchor, marked }) =>
    marked && marked.mark !== 'addressed' ? [[anchor, marked] as const] : []
  )
  const notes = left.map(([anchor, marked]) => [anchor, String(<Left {...{ letter, marked }} />)])
  return withNotes(html, new Map(notes as [string, string][]))
}

function Left({ letter, marked }: { letter: Pick<Letter, 'slug'>; marked: AnsweredPoint }) {
  const { mark, day, number } = marked
  return (
    <p class="ref" lang="en-GB">
      {MARK_WORDS[mark]} in{' '}
      <a href={paths.reply(letter.slug, number)}>the reply of {dayInWords(day)}</a>
    </p>
  )
}
