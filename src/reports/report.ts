import * as z from 'zod/mini'
import { question, type Question } from '../ask'
import { cleanLine, cleanMarkdown } from '../desk/clean-text'
import { emailAddress } from '../signatures/address'

/** An unconfirmed report, and its link, lasts this long. */
export const REPORT_LINK_MS = 7 * 24 * 60 * 60 * 1000

/** What may be wrong with a name, as whoever reports it says. */
export const WRONG = [
  { key: 'not-signed', label: 'It is my name, and I have not signed' },
  { key: 'impersonation', label: 'Somebody signed in another person’s name' },
  { key: 'not-a-person', label: 'It is not the name of a person' },
  { key: 'role-or-school', label: 'The role or the school is not right' },
  { key: 'unkind', label: 'It is a joke, or abusive' },
  { key: 'other', label: 'Something else' },
] as const

export type Wrong = (typeof WRONG)[number]['key']

/** What was decided. `left`: the signer hid the name, withdrew or erased before anybody decided. */
export type ReportOutcome = 'off' | 'stays' | 'left'

export type Report = {
  id: string
  letterId: number
  state: 'unconfirmed' | 'open' | 'settled'
  what: Wrong
  about: string
  address: string | null
  dueAt: number | null
  createdAt: number
}

function typed(what: string, longest: number, clean: (text: string) => string) {
  return z._default(z.string(), '').check(
    z.overwrite(clean),
    z.refine((text) => [...text].length <= longest, {
      error: ({ input }) =>
        `${what} must be ${longest} characters or fewer (now ${[...String(input)].length}).`,
    })
  )
}

/** What somebody types to report a name. */
export const reportForm = z
  .object({
    about: typed('The name', 150, cleanLine).check(
      z.refine((text) => text !== '', 'Type the name as the list shows it.')
    ),
    what: z.enum(
      WRONG.map(({ key }) => key),
      'Choose what is wrong with it.'
    ),
    words: typed('What you write', 500, cleanMarkdown),
    email: emailAddress,
  })
  .check(
    z.refine(({ what, words }) => what !== 'other' || words !== '', {
      path: ['words'],
      error: 'Say in a few words what is wrong.',
    })
  )

export type ReportForm = z.output<typeof reportForm>

/** The report of an id, or null. */
export function reportOf(db: D1Database, id: string): Question<Report | null> {
  return question<Report, Report | null>(
    db
      .prepare(
        `SELECT id, letter_id AS letterId, state, what, about, address, due_at AS dueAt,
                created_at AS createdAt
         FROM report WHERE id = ?`
      )
      .bind(id),
    ([report]) => report ?? null
  )
}
