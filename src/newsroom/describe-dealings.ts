import { answeredOf } from '../dealings/answered'
import { hasWords, type Dealing } from '../dealings/dealing'
import type { Edition } from '../letters/letter'
import { paths } from '../paths'
import type { DealingsData } from './letter-data'

/** What passed with the recipient as public data: all that stands, and the points it answered. */
export function describeDealings(
  origin: string,
  slug: string,
  edition: Edition,
  dealings: Dealing[]
): DealingsData {
  const urlOf = ({ number }: Dealing) => origin + paths.reply(slug, number)
  const answered = answeredOf(dealings, edition)
  return {
    answer: answered && {
      points: answered.points.length,
      replied_to: answered.repliedTo,
      marks: answered.points.flatMap(({ anchor, label, marked }) =>
        marked ? [{ point: anchor, label, mark: marked.mark, words: marked.words }] : []
      ),
      at: answered.newest.day,
      url: urlOf(answered.newest),
    },
    dealings: dealings
      .filter(({ takenBackAt }) => takenBackAt === null)
      .map((dealing) => ({
        kind: dealing.kind,
        day: dealing.day,
        number: dealing.number,
        url: hasWords(dealing) ? urlOf(dealing) : null,
        source: dealing.source,
      })),
  }
}
