import * as z from 'zod/mini'
import { DEALING_KINDS } from '../dealings/dealing'
import {
  asOf,
  breakdown,
  counted,
  ledgerSize,
  number,
  slug,
  text,
  textOrNone,
  time,
  timeOrNone,
} from './public-fields'

/** A letter in the public data, field by field. Strangers build on it: add, never change. */

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
    data_deleted_at: timeOrNone(
      'When the names and addresses of its signers were deleted; null while they are kept.'
    ),
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
    held_since: timeOrNone('When the first of these was confirmed; null if nobody is.'),
    checking_since: timeOrNone(
      'Since when signatures come in so fast that newcomers are looked at; null while they don’t.'
    ),
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

export type LetterData = z.infer<typeof letterData>
/** What passed with the recipient, of a letter's data; the rest of it are its numbers. */
export type DealingsData = Pick<LetterData, 'answer' | 'dealings'>
/** The letters before and after it. */
export type FollowUpsData = Pick<LetterData, 'follows_up' | 'followed_up_by'>
export type NumbersData = Omit<LetterData, keyof DealingsData | keyof FollowUpsData>
