import * as z from 'zod'
import { REMOVAL_REASONS } from '../ledger/entry'
import {
  asOf,
  breakdown,
  breakdownRow,
  counted,
  ledgerSize,
  number,
  slug,
  time,
  timeOrNone,
} from './public-fields'

/**
 * The public data, field by field. Answers are typed by these schemas and described to programs and
 * people by them, and strangers build on both: add, never change.
 */

export const countData = z
  .object({ letter: slug, counted, as_of: asOf, ledger_size: ledgerSize })
  .describe('The total of a letter, and its time.')

const milestone = z
  .object({
    number: number('The total that was reached.'),
    reached_at: time('When it first was.'),
  })
  .describe('A round total, the letter’s goal, or one of its own. It is never taken back.')

const ledgerHead = z
  .object({
    size: ledgerSize,
    root: z.base64().nullable().describe('RFC 6962 root hash of those entries, base64.'),
    checkpoint: z.string().nullable().describe('The signed note over both (C2SP tlog-checkpoint).'),
  })
  .describe('The ledger that proves the numbers.')

const paper = z
  .object({
    number: number('How many, as those behind the letter say.'),
    as_of: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .meta({ description: 'The day they were counted.', format: 'date' }),
    note: z.string().describe('Where they were gathered, in their words.'),
  })
  .describe('Signatures on paper: not verified, and part of no other number here.')

const host = z.object({
  name: z.string().describe('What the group is called.'),
  url: z.string().nullable().describe('Its own site.'),
})

export const letterData = z
  .object({
    slug,
    title: z.string().describe('Its title.'),
    addressed_to: z.string().describe('Its recipient.'),
    hosts: z.array(host).describe('The groups that stand behind it.'),
    state: z
      .enum(['gathering', 'open', 'paused', 'closed', 'delivered'])
      .describe('Only an open letter can be signed; a delivered one is closed and handed in.'),
    opened_at: timeOrNone('When it opened.'),
    closes_at: timeOrNone('When it closes, if that is decided.'),
    edition: number('The number of its newest frozen text.'),
    text_sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('SHA-256 of that text, in lower-case hex.'),
    url: z.string().meta({ description: 'Its page.', format: 'uri' }),
    demonstration: z
      .boolean()
      .describe('True of a letter whose signers are made up: do not quote its numbers.'),
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
    paper: paper.nullable().describe('What was gathered on paper; null if nothing was.'),
    as_of: asOf,
    ledger: ledgerHead,
    milestones: z.array(milestone).describe('Totals it has reached, in their order.'),
    breakdown,
  })
  .describe('A letter: what it is, its numbers, and the signed head of the ledger behind them.')

const historyRow = z
  .object({
    hour: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:00:00Z$/)
      .meta({ description: 'When the hour began.', format: 'date-time' }),
    counted: number('The total at its end.'),
    confirmed: number('Confirmed in this hour.'),
    withdrawn: number('Withdrawn in this hour.'),
    removed: number('Removed in this hour; the corrections of that hour say why.'),
    reinstated: number('Counted again in this hour, after a removal.'),
  })
  .describe('What happened in an hour.')

export const historyData = z
  .array(historyRow)
  .describe('The hours in which the total was moved, oldest first; quiet hours have no row.')

const correction = z
  .object({
    at: time('When it was made.'),
    kind: z
      .enum(['removal', 'refusal', 'reinstatement'])
      .describe('Taken out of the total, not let into it, or counted again.'),
    reason: z
      .enum(REMOVAL_REASONS)
      .describe('The class of the reason; of a reinstatement, that of the removal it undoes.'),
    sentence: z.string().describe('The reason in words.'),
    number: number('How many signatures.'),
    counted_before: number('The total before.'),
    counted_after: number('The total after.'),
    ledger_from: number('Size of the ledger that proves the total before.'),
    ledger_to: number('Size of the ledger that proves the total after.'),
  })
  .describe('A decision about signatures that should not count.')

export const correctionsData = z.array(correction).describe('Every correction, newest first.')

const signature = z
  .object({
    name: z.string().describe('As its signer wants it shown.'),
    role: z.string().describe('In the letter’s words, or in the signer’s.'),
    school: z.string().nullable().describe('Who the signer is; the school itself has not signed.'),
    edition: number('The edition of the text that was signed.'),
  })
  .describe('A signature whose signer chose to be shown by name.')

export const signaturesData = z
  .object({
    letter: slug,
    as_of: asOf,
    ledger_size: ledgerSize,
    signatures: z.array(signature).describe('At most 1,000, newest first.'),
    next: z.string().nullable().describe('The `after` of the next page; null on the last.'),
  })
  .describe('The signatures that are shown by name, a page of them.')

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
