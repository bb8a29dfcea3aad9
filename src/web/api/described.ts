import { paths } from '../../paths'
import { csvText, type Table } from '../csv'
import { breakdownTable, historyTable, sharesTable } from '../newsroom/data-tables'
import { COLUMNS, signatureRow } from '../signatures/signatures-csv'
import {
  correctionsExample,
  countExample,
  historyExample,
  letterExample,
  sharesExample,
  schoolsExample,
  signaturesExample,
} from './examples'

/** One of the public data: where it is, what it says, and how an answer looks. */
export type Described = {
  id: string
  address: string
  title: string
  what: string
  /** Read a page at a time, each beginning after a place that the last one names. */
  paged?: boolean
  /** Of no letter: what is searched for stands in `q`. */
  searched?: boolean
} & (
  | {
      schema: 'Count' | 'Letter' | 'History' | 'Corrections' | 'Shares' | 'Signatures' | 'Schools'
      example: unknown
    }
  | {
      csv: string
    }
)

const SLUG = '{slug}'

/** The public data, a letter's first, in the order in which somebody new would want them. */
export const described: Described[] = [
  {
    id: 'count',
    address: paths.countJson(SLUG),
    title: 'The total',
    what: 'The number to show, and its time. Small: this is what to ask for again and again.',
    schema: 'Count',
    example: countExample,
  },
  {
    id: 'letter',
    address: paths.letterJson(SLUG),
    title: 'The letter and its numbers',
    what: 'What the letter is, every total, every breakdown, and the head of the ledger that proves them, all of one moment.',
    schema: 'Letter',
    example: letterExample,
  },
  {
    id: 'history-json',
    address: paths.historyJson(SLUG),
    title: 'Hour by hour',
    what: 'How the total came about, hour by hour and by kind. A fall is shown as a fall. Hours in which nothing happened have no row.',
    schema: 'History',
    example: historyExample,
  },
  {
    id: 'history-csv',
    address: paths.historyCsv(SLUG),
    title: 'Hour by hour, as a table',
    what: 'The same, for a spreadsheet.',
    csv: asShown(historyTable(historyExample)),
  },
  {
    id: 'breakdown-csv',
    address: paths.breakdownCsv(SLUG),
    title: 'Breakdowns, as a table',
    what: 'The breakdowns of the letter for a spreadsheet. Each dimension adds up to the total, so a sum over several counts everybody several times.',
    csv: asShown(
      breakdownTable(letterExample.breakdown, letterExample.as_of, letterExample.ledger.size)
    ),
  },
  {
    id: 'shares-json',
    address: paths.sharesJson(SLUG),
    title: 'Shares of schools',
    what: 'Of England’s state-funded schools, how many somebody has signed from, and of how many the head has: by region, local authority and phase. Signers elsewhere are counted, and have no share. The ledger does not prove shares, and past ones are not kept.',
    schema: 'Shares',
    example: sharesExample,
  },
  {
    id: 'shares-csv',
    address: paths.sharesCsv(SLUG),
    title: 'Shares of schools, as a table',
    what: 'The same, for a spreadsheet. An empty place or phase stands for all of them: a sum over several rows counts schools several times.',
    csv: asShown(sharesTable(sharesExample)),
  },
  {
    id: 'corrections',
    address: paths.correctionsJson(SLUG),
    title: 'Corrections',
    what: 'Every time signatures were taken out of the total, not let into it, or counted again by a decision of ours: why, how many, and the total before and after.',
    schema: 'Corrections',
    example: correctionsExample,
  },
  {
    id: 'signatures-json',
    address: paths.signaturesJson(SLUG),
    title: 'Names',
    what: 'Signatures whose signers chose to be shown by name, 1,000 a page. The others are in the total and in no list. While pages are read the list may change: each page says its own moment.',
    paged: true,
    schema: 'Signatures',
    example: signaturesExample,
  },
  {
    id: 'signatures-csv',
    address: paths.signaturesCsv(SLUG),
    title: 'Names, as a table',
    what: 'All of them in one file, newest first, sent while it is read. It begins at the moment that its headers name; whoever signs later is not in it, and whoever hides or withdraws meanwhile may not be.',
    csv: asShown({ names: COLUMNS, rows: signaturesExample.signatures.map(signatureRow) }),
  },
  {
    id: 'schools',
    address: paths.schoolsJson(),
    title: 'Schools',
    what: 'Open schools of the official registers, searched by words of name, town, local authority or postcode, in any order and begun or whole, or by number. `q` has at least two characters, or nothing is found. Schools and their places are public sector information under the Open Government Licence v3.0. Kept for a minute where it is served.',
    searched: true,
    schema: 'Schools',
    example: schoolsExample,
  },
]

/** A file as an example of itself: the mark before its first line would not be seen. */
function asShown(table: Table): string {
  return csvText(table).replace('\uFEFF', '')
}
