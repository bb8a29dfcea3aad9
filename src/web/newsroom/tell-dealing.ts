import { hasWords, type Dealing } from '../../dealings/dealing'
import { paths } from '../../paths'
import { ukDay } from '../../uk-time'
import { dayInWords, dealingInWords, firstWords } from '../letters/dealing-words'

/** What passed with the recipient, as an entry of the feed. */
export function tellDealing(slug: string, dealing: Dealing) {
  const { day, words, takenBackAt, takenBackBecause, changedAt, changedBecause } = dealing
  const { what, rest } = dealingInWords(dealing)
  const path = hasWords(dealing) ? paths.reply(slug, dealing.number) : paths.letter(slug)
  if (takenBackAt !== null) {
    const summary = `Taken back on ${ukDay(takenBackAt)}: ${takenBackBecause}`
    return { title: `${what}: taken back`, summary, path }
  }
  const said = words === '' ? '' : ` “${firstWords(words)}”`
  const changed = changedAt === null ? '' : ` Changed on ${ukDay(changedAt)}: ${changedBecause}`
  return {
    title: `${what}${rest}`,
    summary: `On ${dayInWords(day)}.${said}${changed}`,
    path,
  }
}
