import { cleanLine, cleanMarkdown } from '../desk/clean-text'
import { webAddress } from '../desk/settings-form'
import type { Edition, Letter, Point } from '../letters/letter'
import { renderWords } from '../letters/render'
import type { Read, Typed } from '../signatures/read-form'
import type { Problems } from '../signatures/signature'
import { endOfUkDay, ukDate, ukDay } from '../uk-time'
import type { Dealing, EnteredKind, Mark, PointMark } from './dealing'
import { isQuoted } from './quote'

const YEAR_MS = 365 * 24 * 60 * 60 * 1000
const LONGEST_LINE = 200
const LONGEST_WORDS = 20_000
const LONGEST_QUOTE = 600

export const MARKS = [
  { key: 'addressed', label: 'Addressed' },
  { key: 'partly', label: 'Partly addressed' },
  { key: 'not-addressed', label: 'Not addressed' },
] as const satisfies { key: Mark; label: string }[]

/** What a team enters of something that passed with the recipient. */
export type Entered = Pick<
  Dealing,
  'day' | 'how' | 'whom' | 'words' | 'html' | 'source' | 'edition' | 'marks' | 'pack'
> & { kind: EnteredKind }

export type FormAbout = {
  letter: Pick<Letter, 'openedAt'>
  kind: EnteredKind
  /** Whose points an answer speaks to. */
  edition: Pick<Edition, 'number' | 'points'>
  /** The numbers of the packs that there are. */
  packs: number[]
}

/** The fields of a point's mark, and of the words that it is taken from. */
export const markField = ({ anchor }: Pick<Point, 'anchor'>) => `mark-${anchor}`
export const quoteField = ({ anchor }: Pick<Point, 'anchor'>) => `words-${anchor}`

/** What was typed about a dealing, cleaned; or what is wrong with it, by field. */
export function readDealing(about: FormAbout, typed: Typed, now: Date): Read<Entered> {
  const { kind, edition, packs } = about
  const problems: Problems = {}
  const line = (name: string) => {
    const text = cleanLine(typed[name] ?? '')
    if (text.length > LONGEST_LINE)
      problems[name] = `Use ${LONGEST_LINE} characters or fewer here (now ${text.length}).`
    return text || null
  }
  const day = cleanLine(typed.day ?? '')
  const wrongDay = dayProblem(about, day, now)
  if (wrongDay) problems.day = wrongDay
  const [how, whom] = [line('how'), line('whom')]
  const words = cleanMarkdown(typed.words ?? '')
  if (words === '' && kind === 'answer') problems.words = 'Give the reply in full.'
  if (words.length > LONGEST_WORDS) {
    problems.words = `Use ${LONGEST_WORDS} characters or fewer (now ${words.length}), and link to the rest.`
  }
  const source = webAddress.safeParse(typed.source ?? '')
  if (!source.success) problems.source = source.error.issues[0]?.message ?? ''
  const pack = packs.find((number) => String(number) === typed.pack) ?? null
  const marks = kind === 'answer' ? marksOf(edition.points, words, typed, problems) : []
  if (Object.keys(problems).length > 0) return { problems }
  return {
    data: {
      kind,
      day,
      how,
      whom,
      words,
      marks,
      pack,
      html: words && renderWords(words),
      source: source.success ? source.data : null,
      edition: kind === 'answer' ? edition.number : null,
    },
  }
}

/** Days to come have brought nothing yet; a year before the letter another matter was dealt with. */
function dayProblem({ letter }: FormAbout, day: string, now: Date): string | null {
  if (endOfUkDay(day) === null) return 'Give the day as in 2026-06-19.'
  if (day > ukDate(now)) return 'That day is still to come. Enter it once it has happened.'
  const first = (letter.openedAt ?? now.getTime()) - YEAR_MS
  return day < ukDate(first) ? `Give a day from ${ukDay(first)} on.` : null
}

/** Every mark stands on words of the reply itself; only what it leaves out has none. */
function marksOf(points: Point[], words: string, typed: Typed, problems: Problems): PointMark[] {
  return points.flatMap((point) => {
    const { anchor, label } = point
    const quote = cleanLine(typed[quoteField(point)] ?? '')
    const mark = MARKS.find(({ key }) => key === typed[markField(point)])?.key
    const wrong = quoteProblem(mark, quote, words)
    if (wrong && mark === undefined) problems[markField(point)] = `Point ${label}: ${wrong}`
    else if (wrong) problems[quoteField(point)] = `Point ${label}: ${wrong}`
    return mark === undefined ? [] : [{ anchor, label, mark, words: quote }]
  })
}

function quoteProblem(mark: Mark | undefined, quote: string, words: string): string | null {
  if (quote === '') {
    const needed = mark === 'addressed' || mark === 'partly'
    return needed ? 'copy the words of the reply that speak to it.' : null
  }
  if (mark === undefined) return 'say how far these words address it, or take them out.'
  if (quote.length > LONGEST_QUOTE)
    return `quote ${LONGEST_QUOTE} characters or fewer (now ${quote.length}).`
  return isQuoted(quote, words)
    ? null
    : 'these words are not in the reply as you entered it. Copy them from it as they stand; … may stand for what you leave out.'
}
