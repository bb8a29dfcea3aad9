import * as z from 'zod/mini'
import { REMOVAL_REASONS } from '../ledger/entry'
import {
  asOf,
  breakdown,
  breakdownRow,
  counted,
  ledgerSize,
  number,
  slug,
  text,
  textOrNone,
  time,
  timeOrNone,
} from './public-fields'

/**
 * The public data, field by field. Answers are typed by these schemas and described to programs and
 * people by them, and strangers build on both: add, never change.
 */

export const countData = z
  .object({ letter: slug, counted, as_of: asOf, ledger_size: ledgerSize })
  .check(z.describe('The total of a letter, and its time.'))

const milestone = z
  .object({
    number: number('The total that was reached.'),
    reached_at: time('When it first was.'),
  })
  .check(z.describe('A round total, the letter’s goal, or one of its own. It is never taken back.'))

const ledgerHead = z
  .object({
    size: ledgerSize,
    root: z.nullable(z.base64()).check(z.describe('RFC 6962 root hash of those entries, base64.')),
    checkpoint: textOrNone('The signed note over both (C2SP tlog-checkpoint).'),
  })
  .check(z.describe('The ledger that proves the numbers.'))

const paper = z
  .object({
    number: number('How many, as those behind the letter say.'),
    as_of: z
      .string()
      .check(
        z.regex(/^\d{4}-\d{2}-\d{2}$/),
        z.meta({ description: 'The day they were counted.', format: 'date' })
      ),
    note: text('Where they were gathered, in their words.'),
  })
  .check(z.describe('Signatures on paper: not verified, and part of no other number here.'))

const host = z.object({
  name: text('What the group is called.'),
  url: textOrNone('Its own site.'),
})

export const letterData = z
  .object({
    slug,
    title: text('Its title.'),
    addressed_to: text('Its recipient.'),
    hosts: z.array(host).check(z.describe('The groups that stand behind it.')),
    state: z
      .enum(['gathering', 'open', 'paused', 'closed', 'delivered'])
      .check(
        z.describe('Only an open letter can be signed; a delivered one is closed and handed in.')
      ),
    opened_at: timeOrNone('When it opened.'),
    closes_at: timeOrNone('When it closes, if that is decided.'),
    edition: number('The number of its newest frozen text.'),
    text_sha256: z
      .string()
      .check(z.regex(/^[0-9a-f]{64}$/), z.describe('SHA-256 of that text, in lower-case hex.')),
    url: z.string().check(z.meta({ description: 'Its page.', format: 'uri' })),
    demonstration: z
      .boolean()
      .check(z.describe('True of a letter whose signers are made up: do not quote its numbers.')),
    founding: number('Founding signatories that it opened with.'),
    counted,
    confirmed: number('Confirmations by email, all that there ever were. It never falls.'),
    awaiting_confirmation: number('Signed and not confirmed: not in the total.'),
    held: number('Confirmed and being checked: not in the total.'),
    refused: number('Confirmed, checked and not accepted: not in the total.'),
    withdrawn: number(
      'Withdrawals by signers, no longer in the total; who signed again is counted anew.'
    ),
    removed: number('Taken out because they should not count: no longer in the total.'),
    paper: z.nullable(paper).check(z.describe('What was gathered on paper; null if nothing was.')),
    as_of: asOf,
    ledger: ledgerHead,
    milestones: z.array(milestone).check(z.describe('Totals it has reached, in their order.')),
    breakdown,
  })
  .check(
    z.describe('A letter: what it is, its numbers, and the signed head of the ledger behind them.')
  )

const historyRow = z
  .object({
    hour: z
      .string()
      .check(
        z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:00:00Z$/),
        z.meta({ description: 'When the hour began.', format: 'date-time' })
      ),
    counted: number('The total at its end.'),
    confirmed: number('Confirmed in this hour.'),
    withdrawn: number('Withdrawn in this hour.'),
    removed: number('Removed in this hour; the corrections of that hour say why.'),
    reinstated: number('Counted again in this hour, after a removal.'),
  })
  .check(z.describe('What happened in an hour.'))

export const historyData = z
  .array(historyRow)
  .check(
    z.describe('The hours in which the total was moved, oldest first; quiet hours have no row.')
  )

const correction = z
  .object({
    at: time('When it was made.'),
    kind: z
      .enum(['removal', 'refusal', 'reinstatement'])
      .check(z.describe('Taken out of the total, not let into it, or counted again.')),
    reason: z
      .enum(REMOVAL_REASONS)
      .check(
        z.describe('The class of the reason; of a reinstatement, that of the removal it undoes.')
      ),
    sentence: text('The reason in words.'),
    number: number('How many signatures.'),
    counted_before: number('The total before.'),
    counted_after: number('The total after.'),
    ledger_from: number('Size of the ledger that proves the total before.'),
    ledger_to: number('Size of the ledger that proves the total after.'),
  })
  .check(z.describe('A decision about signatures that should not count.'))

export const correctionsData = z
  .array(correction)
  .check(z.describe('Every correction, newest first.'))

const signature = z
  .object({
    name: text('As its signer wants it shown.'),
    role: text('In the letter’s words, or in the signer’s.'),
    school: textOrNone('Who the signer is; the school itself has not signed.'),
    edition: number('The edition of the text that was signed.'),
  })
  .check(z.describe('A signature whose signer chose to be shown by name.'))

export const signaturesData = z
  .object({
    letter: slug,
    as_of: asOf,
    ledger_size: ledgerSize,
    signatures: z.array(signature).check(z.describe('At most 1,000, newest first.')),
    next: textOrNone('The `after` of the next page; null on the last.'),
  })
  .check(z.describe('The signatures that are shown by name, a page of them.'))

/** Everything above that has a name of its own in the description for programs. */
export const publicData = z.registry<{ id: string }>()
publicData.add(countData, { id: 'Count' })
publicData.add(letterData, { id: 'Letter' })
publicData.add(breakdownRow, { id: 'BreakdownRow' })
publicData.add(historyData, { id: 'History' })
publicData.add(correctionsData, { id: 'Corrections' })
publicData.add(signaturesData, { id: 'Signatures' })

export type CountData = z.infer<typeof countData>
export type LetterData = z.infer<typeof letterData>
export type HistoryData = z.infer<typeof historyData>
export type CorrectionsData = z.infer<typeof correctionsData>
export type SignaturesData = z.infer<typeof signaturesData>
