import * as z from 'zod/mini'
import { REMOVAL_REASONS } from '../ledger/entry'
import { letterData } from './letter-data'
import {
  asOf,
  breakdownRow,
  counted,
  ledgerSize,
  number,
  slug,
  text,
  textOrNone,
  time,
} from './public-fields'
import { sharesData } from './shares-data'
import { schoolsData } from './schools-data'

/**
 * The public data, field by field. Answers are typed by these schemas and described to programs and
 * people by them, and strangers build on both: add, never change.
 */

export const countData = z
  .object({ letter: slug, counted, as_of: asOf, ledger_size: ledgerSize })
  .check(z.describe('The total of a letter, and its time.'))

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
      .enum(['removal', 'refusal', 'reinstatement', 'reconsideration'])
      .check(
        z.describe(
          'Taken out of the total, not let into it, counted again, or, once refused, looked at again.'
        )
      ),
    reason: z
      .enum(REMOVAL_REASONS)
      .check(
        z.describe(
          'The class of the reason; of what undoes a removal or a refusal, that of the other.'
        )
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
    assurance: text(
      'What stands behind the role: `self-declared`, `school-mailbox` (the confirmed address is at the school’s own domain; staff and pupils have such addresses) or `named-head` (that, the official register names the signer as the school’s head, and the mailbox looks like the head’s).'
    ),
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

/** Everything that has a name of its own in the description for programs. */
export const publicData = z.registry<{ id: string }>()
publicData.add(countData, { id: 'Count' })
publicData.add(letterData, { id: 'Letter' })
publicData.add(breakdownRow, { id: 'BreakdownRow' })
publicData.add(historyData, { id: 'History' })
publicData.add(correctionsData, { id: 'Corrections' })
publicData.add(signaturesData, { id: 'Signatures' })
publicData.add(schoolsData, { id: 'Schools' })
publicData.add(sharesData, { id: 'Shares' })

export type CountData = z.infer<typeof countData>
export type HistoryData = z.infer<typeof historyData>
export type CorrectionsData = z.infer<typeof correctionsData>
export type SignaturesData = z.infer<typeof signaturesData>
