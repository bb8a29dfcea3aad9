import * as z from 'zod/mini'
import { DEALING_KINDS } from '../dealings/dealing'
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

const day = (what: string) =>
  z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.meta({ description: what, format: 'date' }))

const paper = z
  .object({
    number: number('How many, as those behind the letter say.'),
    as_of: day('The day they were counted.'),
    note: text('Where they were gathered, in their words.'),
  })
  .check(z.describe('Signatures on paper: not verified, and part of no other number here.'))

const pointMark = z
  .object({
    point: text('The anchor of the point on the letter’s page.'),
    label: text('The point as the letter numbers it.'),
    mark: z
      .enum(['addressed', 'partly', 'not-addressed'])
      .check(z.describe('How far the answer speaks to it, as the hosts judge it.')),
    words: text('The recipient’s own words that they take it from.'),
  })
  .check(z.describe('The hosts’ judgement of one point, not the recipient’s.'))

const answer = z
  .object({
    points: number('How many points the newest edition has.'),
    replied_to: number('To how many of them the recipient replied, at least in part.'),
    marks: z
      .array(pointMark)
      .check(z.describe('The points of which something is said, in their order.')),
    at: day('The day of the newest answer.'),
    url: text('Where that answer stands in full.'),
  })
  .check(z.describe('What the recipient answered, point by point, as the hosts judge it.'))

const dealing = z
  .object({
    kind: z.enum(DEALING_KINDS).check(z.describe('What happened.')),
    day: day('The day when it did.'),
    number: number('Its number among them, which it keeps.'),
    url: textOrNone('Where its words stand in full.'),
    source: textOrNone('Where it can be read elsewhere.'),
  })
  .check(z.describe('Something that passed with the recipient.'))

const otherLetter = z
  .object({
    slug: text('The letter, by its address here.'),
    title: text('Its title.'),
    url: text('Its page.'),
  })
  .check(z.describe('Another letter here.'))

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
    organisations: number(
      'Institutions that stand behind it as such: no persons, in no other number here, and in no ledger.'
    ),
    as_of: asOf,
    ledger: ledgerHead,
    milestones: z.array(milestone).check(z.describe('Totals it has reached, in their order.')),
    breakdown,
    answer: z
      .nullable(answer)
      .check(z.describe('What the recipient answered; null if nothing yet.')),
    dealings: z
      .array(dealing)
      .check(z.describe('What passed with the recipient, in the order of its days.')),
    follows_up: z
      .nullable(otherLetter)
      .check(z.describe('The earlier letter that it follows up, if any.')),
    followed_up_by: z
      .array(otherLetter)
      .check(z.describe('Later letters that follow it up, oldest first.')),
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
/** What passed with the recipient, of a letter's data; the rest of it are its numbers. */
export type DealingsData = Pick<LetterData, 'answer' | 'dealings'>
/** The letters before and after it. */
export type FollowUpsData = Pick<LetterData, 'follows_up' | 'followed_up_by'>
export type NumbersData = Omit<LetterData, keyof DealingsData | keyof FollowUpsData>
export type HistoryData = z.infer<typeof historyData>
export type CorrectionsData = z.infer<typeof correctionsData>
export type SignaturesData = z.infer<typeof signaturesData>
