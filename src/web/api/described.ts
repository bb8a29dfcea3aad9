import { paths } from '../../paths'
import { csvText, type Table } from '../csv'
import { breakdownTable, historyTable } from '../newsroom/data-tables'
import { COLUMNS, signatureRow } from '../signatures/signatures-csv'
import {
  correctionsExample,
  countExample,
  historyExample,
  letterExample,
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
} & (
  | { schema: 'Count' | 'Letter' | 'History' | 'Corrections' | 'Signatures'; example: unknown }
  | {
      csv: string
    }
)

const SLUG = '{slug}'

/** The public data of a letter, in the order in which somebody new would want them. */
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
]

/** A file as an example of itself: the mark before its first line would not be seen. */
function asShown(table: Table): string {
  return csvText(table).replace('\uFEFF', '')
}
