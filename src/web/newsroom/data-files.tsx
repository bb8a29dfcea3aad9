import type { Letter } from '../../letters/letter'
import { DIMENSIONS, type Breakdown } from '../../newsroom/breakdown'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import { formatNumber } from '../ui/number'

type DataFilesProps = {
  letter: Pick<Letter, 'slug' | 'uuid' | 'edition'>
  totals: Totals
  breakdown: Breakdown
  /** Are there shares of schools. */
  hasShares: boolean
  /** How many hours the history has, and how many corrections there were. */
  hours: number
  corrections: number
}

type DataFile = { href: string; name: string; what: string }

/** What a journalist can take away: numbers, names and the text, each as a file. */
export function DataFiles(props: DataFilesProps) {
  return (
    <>
      <ul class="plain">
        {[...numberFiles(props), ...nameFiles(props), ...proofFiles(props)].map(
          ({ href, name, what }) => (
            <li>
              <a href={href}>{name}</a> <span class="soft s">{what}</span>
            </li>
          )
        )}
      </ul>
      <p class="soft s">
        Row counts are as of the figure above and leave out the line of column names. Times in the
        data are UTC; on pages they are UK time. People who chose not to show their names are in the
        totals and in no list.
      </p>
      <p class="s">
        <a href={paths.api()}>Each file explained</a>: its fields, how they are counted, and its
        licence.
      </p>
    </>
  )
}

function numberFiles(props: DataFilesProps): DataFile[] {
  const { letter, breakdown, hasShares, hours, corrections } = props
  const { slug } = letter
  const rows = DIMENSIONS.reduce((sum, dimension) => sum + breakdown[dimension].length, 0)
  return [
    { href: paths.countJson(slug), name: 'count.json', what: 'the total and its time' },
    {
      href: paths.letterJson(slug),
      name: `${slug}.json`,
      what: 'the letter, its totals and its breakdowns',
    },
    file(paths.breakdownCsv(slug), `the breakdowns, ${rowsOf(rows)}`),
    ...(hasShares
      ? [
          file(paths.sharesCsv(slug), 'shares of England’s state schools, by place and phase'),
          file(paths.sharesJson(slug), 'the same for programs'),
        ]
      : []),
    file(paths.historyCsv(slug), `every hour that changed the total, ${rowsOf(hours)}`),
    file(paths.historyJson(slug), 'the same for programs'),
    file(paths.correctionsJson(slug), `removals and the like, ${entriesOf(corrections)}`),
  ]
}

function nameFiles({ letter: { slug }, totals }: DataFilesProps): DataFile[] {
  const named = totals.counted - totals.unnamed
  return [
    file(paths.signaturesCsv(slug), `every signature shown by name, ${rowsOf(named)}`),
    file(paths.signaturesJson(slug), 'the same for programs, 1,000 a page'),
  ]
}

function proofFiles({ letter: { slug, uuid, edition } }: DataFilesProps): DataFile[] {
  return [
    file(paths.editionText(slug, edition), 'the text, exactly as frozen and signed'),
    file(paths.totalProof(uuid), 'the total with its proof, to be checked offline'),
  ]
}

/** A file goes by the last part of its address. */
function file(href: string, what: string): DataFile {
  return { href, name: href.slice(href.lastIndexOf('/') + 1), what }
}

function rowsOf(n: number): string {
  return `${formatNumber(n)} ${n === 1 ? 'row' : 'rows'}`
}

function entriesOf(n: number): string {
  return `${formatNumber(n)} ${n === 1 ? 'entry' : 'entries'}`
}
